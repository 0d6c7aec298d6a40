import type { VNode } from 'preact';
import {
  EmptyState,
  Facts,
  LoadAYear,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
  YearSwitch,
} from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import type { TrainingOffer } from '../repository.ts';

/** The training of one year, and which years have any. */
export interface TrainingView {
  year: string;
  years: string[];
  offers: TrainingOffer[];
}

const STANDINGS = [
  { standing: 'delivered', title: 'Delivered' },
  { standing: 'commissioned', title: 'Ordered' },
  { standing: 'planned', title: 'Planned' },
] as const;

const CRUMBS: Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** What training there was and what is known of its effect: `/training`. */
export function TrainingPage({ view }: { view: TrainingView | null }): VNode {
  if (!view) {
    return (
      <Page title="Training" breadcrumbs={CRUMBS}>
        <PageHeading title="Training" />
        <EmptyState
          will="Here will stand what training was delivered, for whom, and what is known of its effect on practice."
          how={<LoadAYear />}
        />
      </Page>
    );
  }
  return (
    <Page title={`Training ${view.year}`} breadcrumbs={CRUMBS}>
      <PageHeading
        caption={view.year}
        title="Training"
        lede="What was offered, to whom, and what is known of its effect on practice. Attendance alone is not an effect."
      />
      <YearSwitch years={view.years} current={view.year} hrefOf={(year) => `/training?year=${year}`} />
      {STANDINGS.map(({ standing, title }) => (
        <Offers
          title={title}
          id={standing}
          offers={view.offers.filter((o) => o.standing === standing)}
          key={standing}
        />
      ))}
      <p class="govuk-body">
        How many sessions there were and how many people came stands in the{' '}
        <a class="govuk-link" href="/snapshot">
          snapshot
        </a>
        .
      </p>
    </Page>
  );
}

function Offers({ title, id, offers }: { title: string; id: string; offers: TrainingOffer[] }): VNode | null {
  if (offers.length === 0) return null;
  return (
    <Section title={title} id={id}>
      <ul class="kith-claims">
        {offers.map((offer) => (
          <li class="kith-claim" key={offer.key}>
            <div class="kith-section__head">
              <h3 class="kith-list__title govuk-!-margin-0">{offer.title}</h3>
              <SourceLink href={provenanceHref('training-offer', offer.key)} of={offer.title} />
            </div>
            <Facts
              row
              facts={[
                { name: 'For', value: offer.audience },
                { name: 'Effect on practice', value: offer.effect },
              ]}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
