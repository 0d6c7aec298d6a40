import type { ComponentChildren, VNode } from 'preact';
import { FORM_OWNER, FORM_TOKEN, type FormProblem } from '../form.ts';
import { ErrorSummary } from '../govuk/index.ts';
import { useShell } from '../shell.ts';

/** A form that is sent by POST with the token of its session. Every form of Kith that changes something is one of these. */
export function Form(props: {
  /** Address that takes the form. */
  action: string;
  id?: string;
  /** Whether it has a field for a file; its route then takes one. */
  takesFile?: boolean;
  children: ComponentChildren;
}): VNode {
  const { csrfToken, formOwner } = useShell();
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      enctype={props.takesFile ? 'multipart/form-data' : undefined}
      noValidate
    >
      <input type="hidden" name={FORM_TOKEN} value={csrfToken()} />
      {formOwner === null ? null : <input type="hidden" name={FORM_OWNER} value={formOwner} />}
      {props.children}
    </form>
  );
}

/** What is wrong with the form, above it; each line leads to its field, whose id is the field's name. */
export function ProblemSummary({ problems }: { problems: readonly FormProblem[] }): VNode | null {
  if (problems.length === 0) return null;
  return (
    <ErrorSummary
      titleText="There is a problem"
      errorList={problems.map((problem) => ({ text: problem.message, href: `#${problem.field}` }))}
    />
  );
}

/** The message of one field for a GOV.UK component's `errorMessage`; undefined when nothing is wrong with it. */
export function problemAt(problems: readonly FormProblem[], field: string): { text: string } | undefined {
  const found = problems.find((problem) => problem.field === field);
  return found && { text: found.message };
}
