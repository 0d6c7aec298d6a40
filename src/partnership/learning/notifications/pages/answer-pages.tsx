import type { VNode } from 'preact';
import { PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { crumbs, LIST } from './links.ts';

/** For somebody of another agency than a council: any agency may raise an incident, only a council submits it. */
export function TellACouncilPage({ agencyName, councils }: { agencyName: string; councils: readonly string[] }): VNode {
  const title = 'Tell the council: it records the notification';
  return (
    <Page title={title} breadcrumbs={crumbs({ id: '', reference: '' })}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title={title} />
          <p class="govuk-body">
            Any agency may raise a serious incident. Only a council notifies the Panel, and you work for {agencyName}.
          </p>
          <p class="govuk-body">
            Today, tell the delegated safeguarding partner or the front door of the council in whose area it happened
            {councils.length === 0 ? '' : `: ${councils.join(' or ')}`}. Say when you heard of it. The council’s five
            working days begin when it becomes aware.
          </p>
          <p class="govuk-body">If a child is in danger now, call 999.</p>
          <BackToList />
        </div>
      </div>
    </Page>
  );
}

/** For somebody who appears in the notification that they were about to record, or is close to somebody who does. */
export function HandOverPage(props: { change: boolean }): VNode {
  const title = props.change ? 'You can’t make this change yourself' : 'You can’t record this notification yourself';
  return (
    <Page title={title} breadcrumbs={crumbs({ id: '', reference: '' })}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title={title} />
          <p class="govuk-body">
            You appear in it, or you have declared a relation to somebody who does. Nobody works on a record of
            themselves or of somebody close to them, so nothing was saved.
          </p>
          <p class="govuk-body">
            Hand it to a colleague who is not involved: your manager or your council’s delegated safeguarding partner.
            Tell them when the council became aware, because the five working days run already.
          </p>
          <p class="govuk-body">If this rests on a name that only looks alike, say so to them. They can record it.</p>
          <BackToList />
        </div>
      </div>
    </Page>
  );
}

function BackToList(): VNode {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={LIST}>
        Serious incident notifications
      </a>
    </p>
  );
}
