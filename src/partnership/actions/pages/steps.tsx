import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../platform/clocks/index.ts';
import { type ActionStep, type Chase, VERDICTS } from '../action.ts';

const DOINGS: Readonly<Record<string, string>> = {
  given: 'Given',
  done: 'Said that it is done',
  improved: 'Looked at its effect',
  'not-improved': 'Looked at its effect',
  'ask-for-time': 'Asked for more time',
  'set-due': 'Set a new due date',
  'keep-due': 'Kept the due date',
  'hand-over': 'Handed it over',
  'not-needed': 'Said that it is no longer needed',
  'look-later': 'Moved the day to look at its effect',
  reopen: 'Opened it again',
  'need-again': 'Opened it again',
  'follow-up': 'Gave an action that follows it',
};

/** What became of an action, step by step. */
export function Steps({ steps }: { steps: readonly ActionStep[] }): VNode {
  return (
    <ol class="kith-list">
      {steps.map((step, at) => (
        <li key={`${at} ${step.doing}`}>
          <span class="kith-list__title">{DOINGS[step.doing] ?? step.doing}</span>
          <span class="kith-list__about">
            {step.byName}, {momentInWords(step.at)}
          </span>
          <Details step={step} />
          {step.words === null ? null : <span class="kith-list__about kith-words">{step.words}</span>}
        </li>
      ))}
    </ol>
  );
}

function Details({ step }: { step: ActionStep }): VNode | null {
  const parts = [
    step.verdict === null ? null : `Verdict: ${VERDICTS[step.verdict].toLowerCase()}.`,
    step.ownerTo === null
      ? null
      : step.ownerFrom === null
        ? `To ${step.ownerTo}.`
        : `From ${step.ownerFrom} to ${step.ownerTo}.`,
    step.dueTo === null
      ? null
      : step.dueFrom === null
        ? `For ${dateInWords(step.dueTo)}.`
        : `From ${dateInWords(step.dueFrom)} to ${dateInWords(step.dueTo)}.`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span class="kith-list__about">{parts.join(' ')}</span>;
}

const CHASES = {
  before: 'Reminded before it was due',
  late: 'Reminded that it is late',
  senior: 'Escalated, because it stayed late',
  look: 'Reminded that its effect is to be looked at',
} as const;

/** Who was reminded of an action, and in whose place. */
export function Chases({ chases }: { chases: readonly Chase[] }): VNode {
  return (
    <ul class="kith-list">
      {chases.map((chase) => (
        <li key={`${chase.step} ${chase.forDay}`}>
          <span class="kith-list__title">{CHASES[chase.step]}</span>
          <span class="kith-list__about">{momentInWords(chase.at)}</span>
          <span class="kith-list__about">
            {chase.told.length === 0 ? 'There was nobody to tell.' : `Told: ${chase.told.join(', ')}.`}
            {chase.insteadOf === null ? '' : ` ${chase.insteadOf} has left, so they were told instead.`}
          </span>
        </li>
      ))}
    </ul>
  );
}
