import type { VNode } from 'preact';
import { momentInWords } from '../../../../platform/clocks/index.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Input, NotificationBanner, Table } from '../../../../platform/web/govuk/index.ts';
import {
  Choice,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Scroll,
  Section,
  Words,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { crumbs, LIMITS } from '../../links.ts';
import { counted } from '../../words.ts';
import { STAGES, stageInWords } from '../disagreement.ts';
import type { SetLimit } from '../limits.ts';
import { STANDINGS } from '../rules.ts';

/** How long each stage may take, who set it and what it was before: `/challenge/time-limits`. */
export function LimitsPage(
  props: Filled & { limits: readonly SetLimit[]; earlier: readonly SetLimit[]; maySet: boolean; done: boolean },
): VNode {
  const { limits, earlier, maySet, values, problems } = props;
  const filled = { values, problems };
  return (
    <Page title="How long each stage may take" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      {props.done ? (
        <NotificationBanner type="success">
          The limit is set. Stages that began before keep their day.
        </NotificationBanner>
      ) : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="How long each stage may take"
        lede="In England’s working days, from the day on which a stage begins. These are the partnership’s own numbers: no law sets them."
      />
      <Limits caption="What counts now" limits={limits} />
      {maySet ? (
        <Section title="Set a limit" id="set" note="It counts for stages that begin from now on.">
          <Form action={LIMITS}>
            <Choice
              {...filled}
              name="stage"
              legend="Which stage?"
              items={Object.fromEntries(STAGES.map(({ stage }) => [String(stage), stageInWords(stage)]))}
            />
            <Choice
              {...filled}
              name="urgent"
              inline
              legend="Which limit?"
              items={{ no: 'The usual one', yes: 'The urgent one' }}
            />
            <Input
              name="days"
              label={{ text: 'Working days', classes: 'govuk-label--m' }}
              hint={{ text: '0 is the same day. Leave it empty where no limit is to count.' }}
              inputmode="numeric"
              classes="govuk-input--width-3"
              value={typedText(values, 'days')}
              errorMessage={problemAt(problems, 'days')}
            />
            <Choice {...filled} name="standing" legend="How firmly does it stand?" items={STANDINGS} />
            <Words
              {...filled}
              name="source"
              label="Where does it come from?"
              hint="The decision or document."
              rows={2}
            />
            <Words {...filled} name="why" label="Why do you set it?" rows={2} />
            <Button preventDoubleClick>Set the limit</Button>
          </Form>
        </Section>
      ) : (
        <p class="govuk-body">The partnership’s business manager sets these, as the partnership agreed.</p>
      )}
      {earlier.length === 0 ? null : (
        <Section title="What counted before" id="before">
          <Limits caption="Earlier limits" limits={earlier} />
        </Section>
      )}
    </Page>
  );
}

function Limits({ caption, limits }: { caption: string; limits: readonly SetLimit[] }): VNode {
  return (
    <Scroll label={caption}>
      <Table
        caption={caption}
        captionClasses="govuk-table__caption--m"
        classes="kith-table"
        firstCellIsHeader
        head={['Stage', 'Answer within', 'Where it comes from', 'Set by'].map((text) => ({ text }))}
        rows={limits.map((one) => [
          { text: `${one.stage}, ${one.urgent ? 'urgent' : 'usual'}` },
          {
            text:
              one.days === null
                ? 'No limit set'
                : one.days === 0
                  ? 'The same working day'
                  : counted(one.days, 'working day', 'working days'),
          },
          { text: `${STANDINGS[one.standing]}. ${one.source}` },
          {
            text: one.setBy === null ? one.why : `${one.setBy}, ${momentInWords(one.setAt)}. ${one.why}`,
          },
        ])}
      />
    </Scroll>
  );
}
