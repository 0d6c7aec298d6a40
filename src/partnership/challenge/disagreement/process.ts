import type { Actor } from '../../../platform/access/index.ts';
import type { Move, Process, StateWords } from '../../../platform/workflow/index.ts';
import { type Disagreement, type DisagreementState, STAGES, type Stage } from './disagreement.ts';

/** What can be done with a disagreement. */
export type DisagreementDoing = 'answer' | 'hand-over' | 'escalate' | 'resolve' | 'withdraw';

/** The part that somebody plays in one. */
export type DisagreementPart = 'raiser' | 'own-lead' | 'asked' | 'other-lead' | 'partners';

type DisagreementMove = Move<DisagreementState, DisagreementDoing, DisagreementPart>;

const RAISING: readonly DisagreementPart[] = ['raiser', 'own-lead'];

function movesAt(stage: Stage): DisagreementMove[] {
  const asked = `asked-${stage}` as const;
  const answered = `answered-${stage}` as const;
  // The last stage is the partners' together, whoever they are; the others belong to the agency that is asked.
  const answering: readonly DisagreementPart[] = stage === 4 ? ['partners'] : ['asked', 'other-lead'];
  const next = stage === 4 ? null : ((stage + 1) as Stage);
  return [
    {
      ...{ doing: 'answer', from: [asked], to: answered, label: 'Answer', by: answering, notBy: ['raiser'] },
      ...{ needs: ['whether something changes', 'why'], says: 'Your answer is sent to whoever asked.' },
    },
    {
      ...{ doing: 'hand-over', from: [asked], to: asked, label: 'Say who answers', by: answering, notBy: ['raiser'] },
      ...{ needs: ['a person of the agency that is asked'], says: 'They are told. The clock runs on.' },
    },
    ...(next
      ? [
          {
            ...{ doing: 'escalate', from: [asked, answered], to: `asked-${next}`, by: RAISING },
            ...{ label: `Take it to stage ${next}`, needs: ['why it is not settled'] },
            says: `It is at stage ${next} now. The business unit and whoever is asked are told.`,
          } satisfies DisagreementMove,
        ]
      : []),
    {
      ...{ doing: 'resolve', from: [asked, answered], to: 'resolved', label: 'Say that it is resolved' },
      ...{ by: stage === 4 ? [...RAISING, 'partners'] : RAISING, needs: ['the outcome', 'what was agreed'] },
      says: 'It is resolved. Everybody who took part can read how.',
    },
    {
      ...{ doing: 'withdraw', from: [asked, answered], to: 'withdrawn', label: 'Withdraw it', by: RAISING },
      ...{ needs: ['why'], says: 'It is withdrawn. Nobody needs to answer any more.' },
    },
  ];
}

const states = Object.fromEntries(
  STAGES.flatMap(({ stage, who }): [string, StateWords][] => [
    [`asked-${stage}`, { label: `Stage ${stage}, waiting for an answer`, about: `It waits for ${who}.` }],
    [
      `answered-${stage}`,
      { label: `Stage ${stage}, answered`, about: 'Whoever disagreed says whether that settles it, or takes it on.' },
    ],
  ]),
) as Record<Exclude<DisagreementState, 'resolved' | 'withdrawn'>, StateWords>;

/** A professional disagreement in four stages. Facts §1.7; inventory rows 21 and 125. */
export const disagreementProcess: Process<DisagreementState, DisagreementDoing, DisagreementPart> = {
  name: 'professional disagreement',
  about:
    'Practitioners of two agencies disagree about a decision or about practice. It goes up one stage at a time, each with a clock that the partnership sets, and every stage says how it ended. Inventory rows 21 and 125.',
  parts: {
    raiser: 'whoever disagreed or took it up for their agency',
    'own-lead': 'an assurance lead or delegated partner of the agency that disagrees',
    asked: 'the person who is asked',
    'other-lead': 'an assurance lead or delegated partner of the agency that is asked',
    partners: 'the delegated partners, or the business manager who records what they decide',
  },
  states: {
    ...states,
    resolved: { label: 'Resolved', about: 'It is settled, and how is recorded.', over: true },
    withdrawn: { label: 'Withdrawn', about: 'Whoever raised it no longer asks.', over: true },
  },
  first: 'asked-1',
  moves: STAGES.flatMap(({ stage }) => movesAt(stage)),
};

/** The parts that somebody plays in a disagreement as it stands. */
export function partsIn(
  of: Pick<Disagreement, 'agency' | 'otherAgency' | 'owner' | 'stages'>,
  actor: Pick<Actor, 'id' | 'agency' | 'roles'>,
): ReadonlySet<DisagreementPart> {
  const parts = new Set<DisagreementPart>();
  const now = of.stages.at(-1);
  const leads = actor.roles.some((role) => role === 'assurance-lead' || role === 'safeguarding-partner');
  if (of.owner.id === actor.id || of.stages.some(({ asker }) => asker.id === actor.id)) parts.add('raiser');
  if (now?.answerer?.id === actor.id) parts.add('asked');
  if (leads && actor.agency === of.agency) parts.add('own-lead');
  if (leads && actor.agency === of.otherAgency) parts.add('other-lead');
  if (actor.roles.some((role) => role === 'safeguarding-partner' || role === 'business-manager')) parts.add('partners');
  return parts;
}
