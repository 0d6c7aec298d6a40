import type { ComponentChildren, VNode } from 'preact';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Input } from '../../../../platform/web/govuk/index.ts';
import { Choice, type Filled, Form, problemAt, Words } from '../../../../platform/web/kith/index.ts';
import { nobodyInWords } from '../../opposite-numbers.ts';
import { PersonChoice, ThemeChoice } from '../../pages/choices.tsx';
import { ANSWERS, OUTCOMES, type Stage } from '../disagreement.ts';
import { disagreementHref } from '../notices.ts';
import type { DisagreementDoing } from '../process.ts';
import type { DisagreementView } from '../service.ts';

type Given = Filled & { view: DisagreementView };

/** The form for one thing that can be done, as its own page shows it. */
export function ActForm(props: Given & { doing: DisagreementDoing }): VNode {
  switch (props.doing) {
    case 'answer':
      return <AnswerForm {...props} />;
    case 'hand-over':
      return <HandOverForm {...props} />;
    case 'escalate':
      return <EscalateForm {...props} />;
    case 'resolve':
      return <ResolveForm {...props} />;
    case 'withdraw':
      return <WithdrawForm {...props} />;
  }
}

function Act({
  view,
  values,
  to,
  button,
  children,
}: Given & { to: string; button: string; children: ComponentChildren }): VNode {
  const { id, version } = view.disagreement;
  return (
    <Form action={`${disagreementHref(id)}/${to}`}>
      <input type="hidden" name="version" value={typedText(values, 'version') ?? String(version)} />
      {children}
      <div class="govuk-button-group">
        <Button preventDoubleClick>{button}</Button>
        <a class="govuk-link" href={disagreementHref(id)}>
          Leave it as it is
        </a>
      </div>
    </Form>
  );
}

function AnswerForm(props: Given): VNode {
  const { agency: _agency, otherAgencyName, agencyName } = props.view.disagreement;
  return (
    <Act {...props} to="answer" button={`Send the answer to ${agencyName}`}>
      <Choice {...props} name="answer" legend="What do you answer?" items={ANSWERS} />
      <Words
        {...props}
        name="words"
        label="Why, and what happens now?"
        hint="Name no child. If your decision stands, give the reason that you would give in front of the family."
      />
      <Input
        name="other-reference"
        label={{ text: `The case reference of ${otherAgencyName}`, classes: 'govuk-label--m' }}
        hint={{ text: 'Optional: your own reference, so that your people know who is meant.' }}
        value={typedText(props.values, 'other-reference') ?? props.view.disagreement.otherReference ?? ''}
        errorMessage={problemAt(props.problems, 'other-reference')}
      />
    </Act>
  );
}

function HandOverForm(props: Given): VNode {
  const { otherAgencyName, stage } = props.view.disagreement;
  const { here } = props.view;
  return (
    <Act {...props} to="hand-over" button="Save who answers">
      <PersonChoice
        {...props}
        name="answerer"
        label="Who answers?"
        hint={here.suggested.length > 0 ? 'They are told at once.' : nobodyInWords(otherAgencyName, stage)}
        open="Choose somebody"
        people={here}
      />
    </Act>
  );
}

function EscalateForm(props: Given): VNode {
  const { otherAgencyName, agencyName, stage, stages } = props.view.disagreement;
  const to = (stage + 1) as Stage;
  const answered = stages.at(-1)?.answer !== null;
  const { next, ownSide } = props.view;
  return (
    <Act {...props} to="escalate" button={`Take it to stage ${to}`}>
      <Words
        {...props}
        name="words"
        label="Why is it not settled?"
        hint={
          answered
            ? 'What of the answer does not settle it. Name no child.'
            : 'There is no answer yet. If you have spoken to each other, write down what was said. Name no child.'
        }
      />
      {to === 4 ? (
        <p class="govuk-body">
          All delegated partners and the business unit are told. The partners decide together, so you name nobody.
        </p>
      ) : (
        <PersonChoice
          {...props}
          name="answerer"
          label={`Whom do you ask at ${otherAgencyName}?`}
          hint={
            next.suggested.length > 0
              ? 'People who seem to work at this level stand first.'
              : nobodyInWords(otherAgencyName, to)
          }
          open={`I don’t know: whoever answers for ${otherAgencyName}`}
          people={next}
        />
      )}
      <PersonChoice
        {...props}
        name="asker"
        label={`Who takes it up for ${agencyName}?`}
        hint="Your line manager or safeguarding lead. You stay in it and see everything."
        open="I go on with it myself"
        people={{ suggested: [], others: ownSide }}
      />
    </Act>
  );
}

function ResolveForm(props: Given): VNode {
  const { stage } = props.view.disagreement;
  const { decided, ...rest } = OUTCOMES;
  return (
    <Act {...props} to="resolve" button="Say that it is resolved">
      <Choice
        {...props}
        name="outcome"
        legend="How was it resolved?"
        items={stage === 4 ? { ...rest, decided } : rest}
      />
      <Words
        {...props}
        name="words"
        label="What was agreed or decided?"
        hint="What is different now, who does it and by when. Name no child."
      />
    </Act>
  );
}

function WithdrawForm(props: Given): VNode {
  return (
    <Act {...props} to="withdraw" button="Withdraw it">
      <Words {...props} name="words" label="Why do you withdraw it?" rows={4} />
    </Act>
  );
}

/** What the partnership takes from it, written by the business unit. */
export function LearningForm(props: Given): VNode {
  return (
    <Act {...props} to="learning" button="Save what is learned">
      <Words
        {...props}
        name="learning"
        label="What does the partnership take from it?"
        hint="One thing that another team should know or do differently. Name nobody: not the child, not the colleagues."
      />
      <ThemeChoice {...props} themes={props.view.themes} />
    </Act>
  );
}
