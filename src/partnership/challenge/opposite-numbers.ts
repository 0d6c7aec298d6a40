import type { HeldRole } from '../../platform/access/index.ts';
import { STAGES, type Stage } from './disagreement/disagreement.ts';
import type { Colleague } from './people.ts';

/** What tells that somebody works at the level of a stage: a role in Kith, or words of the job they are recorded with. */
interface Level {
  roles: readonly HeldRole[];
  /** Words that begin a word of the job. */
  job: readonly string[];
}

/** Levels by stage (facts §1.7). A job is free text, so it only suggests; nobody is left out for having another. */
const LEVELS: Readonly<Record<Stage, Level>> = {
  1: { roles: ['practitioner', 'hub-worker'], job: [] },
  2: {
    roles: ['assurance-lead'],
    job: ['manager', 'safeguarding lead', 'team leader', 'supervisor', 'sergeant', 'named'],
  },
  3: {
    roles: ['safeguarding-partner'],
    job: ['head of', 'director', 'senior manager', 'service manager', 'chief', 'superintendent', 'headteacher'],
  },
  4: { roles: ['safeguarding-partner'], job: [] },
};

/** Somebody who may be an opposite number, with the reason why they are suggested; null where nothing tells their level. */
export interface OppositeNumber extends Colleague {
  because: string | null;
}

/** Roles that work for the partnership as a whole: they are nobody’s opposite number. */
const FOR_ALL: readonly HeldRole[] = ['business-manager', 'meeting-administrator', 'scrutineer'];

/** Whether somebody seems to work at the level of a stage, and what says so. */
function levelOf(one: Pick<Colleague, 'job' | 'roles'>, stage: Stage): string | null {
  if (one.roles.every((role) => FOR_ALL.includes(role))) return null;
  const { job } = LEVELS[stage];
  const senior = ([2, 3, 4] as const).filter((higher) => higher > stage);
  const word = wordIn(one.job, job);
  if (word) return `Their job is “${one.job}”.`;
  // Whoever’s job reads as a higher level is not the first to be asked.
  if (senior.some((higher) => wordIn(one.job, LEVELS[higher].job))) return null;
  return byRole(one, stage);
}

/** What says that somebody has a role of the level of a stage, whatever their job is called. */
function byRole({ roles }: Pick<Colleague, 'roles'>, stage: Stage): string | null {
  const role = LEVELS[stage].roles.find((held) => roles.includes(held));
  return role ? `They work as ${ROLE_WORDS[role] ?? 'part of the partnership'}.` : null;
}

const ROLE_WORDS: Partial<Record<HeldRole, string>> = {
  practitioner: 'a practitioner',
  'hub-worker': 'a worker at the front door',
  'assurance-lead': 'the agency’s assurance lead',
  'safeguarding-partner': 'a delegated safeguarding partner',
};

function wordIn(job: string | null, words: readonly string[]): string | undefined {
  const read = ` ${(job ?? '').toLowerCase()}`;
  return words.find((word) => read.includes(` ${word}`));
}

/**
 * People of the other agency for a stage: those whose job or role suggests the level first, then everybody else who works
 * there. It ranks nobody: within each, by name.
 */
export function oppositeNumbers(
  people: readonly Colleague[],
  stage: Stage,
): { suggested: OppositeNumber[]; others: OppositeNumber[] } {
  const byLevel = people.map((one) => ({ ...one, because: levelOf(one, stage) }));
  // Where nobody’s job fits, whoever has the role of that level is better than nobody, however senior their job reads.
  const found = byLevel.some(({ because }) => because !== null)
    ? byLevel
    : people.map((one) => ({ ...one, because: byRole(one, stage) }));
  return {
    suggested: found.filter(({ because }) => because !== null),
    others: found.filter(({ because }) => because === null),
  };
}

/** What is said where nobody at the level of a stage is recorded. */
export function nobodyInWords(agencyName: string, stage: Stage): string {
  const who = STAGES[stage - 1]?.who;
  return `Kith knows of nobody at ${agencyName} at this level: ${who}. Leave it open: whoever answers for the agency is told and says who takes it up. If it can’t wait, ring them.`;
}
