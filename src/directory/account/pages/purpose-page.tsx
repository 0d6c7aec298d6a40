import type { VNode } from 'preact';
import { PURPOSES, type Purpose } from '../../../platform/access/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, Radios } from '../../../platform/web/govuk/index.ts';
import { Form, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { ACCOUNT_CRUMBS } from './crumbs.ts';

const TITLE = 'What do you need these records for?';

/** Examples that help to choose: what somebody is doing when this is their purpose. */
const HINTS: Record<Purpose, string> = {
  safeguarding: 'You are deciding or doing something for a child now.',
  learning: 'You are preparing a review or an audit, or working out what to change.',
  assurance: 'You are checking that agencies do what they said they would.',
  governance: 'You are preparing or following up a meeting, an action, a challenge or the budget.',
  administration: 'You are inviting people, giving roles or answering for who has access.',
  audit: 'You are checking who did what in Kith.',
};

/** What the page of purposes shows. */
export interface PurposeView {
  /** Those that the person's roles allow for what they are about to do. */
  offered: readonly Purpose[];
  stated: Purpose | null;
  /** What they are about to open, in the plural; null when they came by themselves. */
  records: string | null;
  /** Sent back with the form. */
  kind?: string | undefined;
  action?: string | undefined;
  back: string;
  problems: readonly FormProblem[];
}

/** Asks for the purpose that stands beside everything a person opens from now on: `/account/purpose`. */
export function PurposePage(view: PurposeView): VNode {
  const { offered, problems } = view;
  return (
    <Page title={TITLE} breadcrumbs={ACCOUNT_CRUMBS} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          {offered.length === 0 ? <NoPurpose /> : <Choice {...view} />}
        </div>
      </div>
    </Page>
  );
}

function NoPurpose(): VNode {
  return (
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">Your roles open no restricted records, so there is nothing to say here.</p>
    </>
  );
}

function Choice(view: PurposeView): VNode {
  return (
    <Form action="/account/purpose">
      <Radios
        name="purpose"
        fieldset={{ legend: { text: TITLE, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } }}
        hint={{
          text: `${view.records ? `You are about to open: ${view.records.toLowerCase()}. ` : ''}Your answer stands in the ledger beside everything you open, until you change it or sign out.`,
        }}
        value={view.stated ?? undefined}
        errorMessage={problemAt(view.problems, 'purpose')}
        items={view.offered.map((purpose) => ({
          value: purpose,
          text: PURPOSES[purpose],
          hint: { text: HINTS[purpose] },
        }))}
      />
      {view.kind ? <input type="hidden" name="kind" value={view.kind} /> : null}
      {view.action ? <input type="hidden" name="action" value={view.action} /> : null}
      <input type="hidden" name="back" value={view.back} />
      <Button preventDoubleClick>Continue</Button>
    </Form>
  );
}
