import type { VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../../../platform/clocks/index.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Input, InsetText, NotificationBanner, WarningText } from '../../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { Filled } from '../../pages/fields.tsx';
import { CHASING_PAGE, crumbs } from '../../pages/links.ts';
import type { AgencyChasing } from '../repository.ts';
import { USUAL_CHASING } from '../rules.ts';

type Props = Filled & { agencies: readonly AgencyChasing[]; clash: boolean; done: 'saved' | null; today: PlainDate };

/** How actions are chased, agency by agency: `/work/chasing`. */
export function ChasingPage(props: Props): VNode {
  const { agencies, problems, values } = props;
  const typedFor = typedText(values, 'agency');
  return (
    <Page title="How actions are chased" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      {props.done === 'saved' ? (
        <NotificationBanner type="success">It is set. Reminders that are still to come go by it.</NotificationBanner>
      ) : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="How actions are chased"
        lede="Who is reminded, when, and which senior hears of what stays late. Agree it with each agency."
      />
      <p class="govuk-body">
        An owner is reminded before the due date and on the next working day after it. A reminder names the action’s
        reference and nothing of what it says. Where its owner has left, the senior is told instead.
      </p>
      {agencies.map((agency) => (
        <Agency key={agency.agency} agency={agency} {...props} mine={typedFor === agency.agency} />
      ))}
    </Page>
  );
}

function Agency({
  agency,
  values,
  problems,
  clash,
  mine,
  today,
}: Props & { agency: AgencyChasing; mine: boolean }): VNode {
  const { senior } = agency;
  const stored: Record<string, string> = {
    remind: String(agency.remindDays ?? USUAL_CHASING.remindDays),
    'senior-days': String(agency.seniorDays ?? USUAL_CHASING.seniorDays),
    senior: senior?.email ?? '',
  };
  const shown = (field: string) => (mine ? (typedText(values, field) ?? stored[field]) : stored[field]);
  const wrong = (field: string) => (mine ? problemAt(problems, field) : undefined);
  // Ids must differ from agency to agency; the one with something wrong has the names to which the summary leads.
  const id = (field: string) => (mine ? field : `${field}-${agency.agency}`);
  return (
    <Section title={agency.agencyName} id={agency.agency}>
      {mine && clash ? (
        <InsetText>
          Somebody else set this meanwhile. What you typed stands below and is not saved; now stored is: reminded{' '}
          {stored.remind} working days before, {senior?.name ?? 'nobody'} told after {stored['senior-days']}. Save again
          if yours is to stand.
        </InsetText>
      ) : null}
      {senior?.leftOn && senior.leftOn < today ? (
        <WarningText iconFallbackText="Warning">
          {senior.name} left on {dateInWords(senior.leftOn)}: name somebody else. Until then whoever gave an action, or
          answers for the agency’s, hears.
        </WarningText>
      ) : null}
      <Form action={CHASING_PAGE}>
        <input type="hidden" name="agency" value={agency.agency} />
        <input type="hidden" name="version" value={String(agency.version)} />
        <Input
          name="remind"
          id={id('remind')}
          label={{ text: 'Working days before the due date on which the owner is reminded' }}
          hint={{ text: '0 for no reminder' }}
          inputmode="numeric"
          classes="govuk-input--width-2"
          value={shown('remind')}
          errorMessage={wrong('remind')}
        />
        <Input
          name="senior-days"
          id={id('senior-days')}
          label={{ text: 'Working days after it on which the senior is told' }}
          inputmode="numeric"
          classes="govuk-input--width-2"
          value={shown('senior-days')}
          errorMessage={wrong('senior-days')}
        />
        <Input
          name="senior"
          id={id('senior')}
          label={{ text: 'Name or email address of the senior' }}
          hint={{
            text: senior
              ? `Now: ${senior.name}`
              : 'Somebody of the agency who can give more time. Nobody is named yet: whoever gave the action, or answers for the agency’s, is told',
          }}
          autocomplete="off"
          value={shown('senior')}
          errorMessage={wrong('senior')}
        />
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Save<span class="govuk-visually-hidden"> for {agency.agencyName}</span>
        </Button>
      </Form>
    </Section>
  );
}
