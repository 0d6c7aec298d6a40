import type { VNode } from 'preact';
import {
  EmptyState,
  Facts,
  LoadAYear,
  PageHeading,
  provenanceHref,
  SourceLink,
  YearSwitch,
} from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import type { Channel } from '../repository.ts';

/** The channels of one year, and which years have any. */
export interface EngagementView {
  year: string;
  years: string[];
  channels: Channel[];
  /** What the indicators that count reach are called, by their codes. */
  figures: ReadonlyMap<string, string>;
}

const CRUMBS: Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** How the partnership speaks with professionals, children and the public: `/engagement`. */
export function EngagementPage({ view }: { view: EngagementView | null }): VNode {
  if (!view) {
    return (
      <Page title="Communication and engagement" breadcrumbs={CRUMBS}>
        <PageHeading title="Communication and engagement" />
        <EmptyState
          will="Here will stand how the partnership speaks with practitioners, children, families and the public, and whom it reached."
          how={<LoadAYear />}
        />
      </Page>
    );
  }
  return (
    <Page title={`Communication and engagement ${view.year}`} breadcrumbs={CRUMBS}>
      <PageHeading
        caption={view.year}
        title="Communication and engagement"
        lede="Whom the partnership speaks with, how often and to what end. Reach does not show that a message was understood."
      />
      <YearSwitch years={view.years} current={view.year} hrefOf={(year) => `/engagement?year=${year}`} />
      <ul class="kith-claims">
        {view.channels.map((channel) => (
          <ChannelItem channel={channel} figures={view.figures} key={channel.key} />
        ))}
      </ul>
      <p class="govuk-body">
        Numbers reached, where they were counted, stand in the{' '}
        <a class="govuk-link" href={`/snapshot?year=${view.year}`}>
          snapshot
        </a>
        .
      </p>
    </Page>
  );
}

function ChannelItem({ channel, figures }: { channel: Channel; figures: EngagementView['figures'] }): VNode {
  return (
    <li class="kith-claim" id={channel.key}>
      <div class="kith-section__head">
        <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{channel.name}</h2>
        <SourceLink href={provenanceHref('channel', channel.key)} of={channel.name} />
      </div>
      <p class="kith-claim__words">{channel.purpose}</p>
      <Facts
        row
        facts={[
          { name: 'For', value: channel.audience },
          { name: 'How often', value: channel.cycle ?? <span class="kith-not-known">Not in the source</span> },
          { name: 'Whom it reached', value: <Reach channel={channel} figures={figures} /> },
        ]}
      />
    </li>
  );
}

/** Numbers reached are figures, which the snapshot holds with their definitions and periods. */
function Reach({ channel, figures }: { channel: Channel; figures: EngagementView['figures'] }): VNode {
  if (channel.reach.length === 0) return <span class="kith-not-known">Not in the source</span>;
  return (
    <>
      {channel.reach.map((code) => (
        <div key={code}>
          <a class="govuk-link" href={`/snapshot/indicators/${encodeURIComponent(code)}`}>
            {figures.get(code) ?? code}
          </a>
        </div>
      ))}
    </>
  );
}
