import type { Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { tellPeople, type Word } from '../../platform/notify/index.ts';
import type { ActionRecord } from './action.ts';
import type { GivenMove } from './moves.ts';
import type { PossibleOwner } from './repository.ts';
import { findOwner } from './repository.ts';

/**
 * Tells whom a move concerns: the owner of what others did with their action, the giver of what its owner did. Nobody is told
 * of what they did themselves, and nobody who has left. The words hold no more of the action than its reference.
 */
export async function tellOfMove(
  { trx, actor, now }: Work,
  action: ActionRecord,
  given: GivenMove,
  newOwner: PossibleOwner | null,
): Promise<void> {
  const { reference, id } = action;
  const word = (notice: string): Word => ({
    notice,
    href: `/work/actions/${id}`,
    subject: `Your actions in Kith: ${reference}`,
    mail: `${notice} More stands in Kith, on the action’s page.`,
  });
  const tell = async (person: string, notice: string) => {
    if (person === actor.id) return;
    const found = await findOwner(trx, person);
    if (!found || (found.leftOn !== null && found.leftOn < londonDate(now))) return;
    await tellPeople(trx, [person], word(notice), now);
  };
  const day = given.day === null ? '' : dateInWords(given.day);
  switch (given.doing) {
    case 'done':
      await tell(
        action.givenBy,
        `The action ${reference}, which you gave, is done. Its effect is still to be looked at.`,
      );
      if (action.ownerId !== action.givenBy) await tell(action.ownerId, `Your action ${reference} was marked as done.`);
      return;
    case 'improved':
    case 'not-improved':
      return tell(
        action.ownerId,
        `Somebody looked at the effect of your action ${reference} and wrote down what they found.`,
      );
    case 'ask-for-time':
      return tell(action.givenBy, `More time is asked for the action ${reference}, which you gave: until ${day}.`);
    case 'set-due':
      return tell(action.ownerId, `Your action ${reference} has a new due date: ${day}.`);
    case 'keep-due':
      return tell(
        action.ownerId,
        `You asked for more time for your action ${reference}. Its due date stays as it was.`,
      );
    case 'hand-over':
      if (newOwner)
        await tell(newOwner.id, `The action ${reference} was handed over to you, due on ${dateInWords(action.dueOn)}.`);
      return tell(action.ownerId, `Your action ${reference} was handed over to somebody else.`);
    case 'not-needed':
      return tell(action.ownerId, `Your action ${reference} is no longer needed.`);
    case 'look-later':
      return tell(action.ownerId, `The effect of your action ${reference} is looked at on another day: ${day}.`);
    case 'reopen':
    case 'need-again':
      return tell(action.ownerId, `Your action ${reference} is open again, due on ${day}.`);
    case 'follow-up':
      return;
  }
}
