import type { Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { tellPeople, type Word } from '../../platform/notify/index.ts';
import type { ActionRecord } from './action.ts';
import type { GivenMove } from './moves.ts';
import { mayWithOthers } from './policy.ts';
import type { PossibleOwner } from './repository.ts';
import { findOwner } from './repository.ts';
import { listStanding } from './turns/repository.ts';
import { whoseTurn } from './turns/turn.ts';

/**
 * Tells whom a move concerns: the owner of what others did with their action, the giver of what its owner did, and of a
 * request whoever's turn it is to answer. Nobody is told of what they did themselves, nobody who has left, and nobody is
 * sent to what they can't open. The words hold no more of the action than its reference.
 */
export async function tellOfMove(
  { trx, actor, now }: Work,
  action: ActionRecord,
  given: GivenMove,
  newOwner: PossibleOwner | null,
): Promise<void> {
  const { reference, id } = action;
  const today = londonDate(now);
  const word = (notice: string, href = `/work/actions/${id}`): Word => ({
    ...{ notice, href, subject: `Your actions in Kith: ${reference}` },
    mail: `${notice} More stands in Kith${href === '/work' ? '' : ', on the action’s page'}.`,
  });
  const tell = async (person: string, notice: string, href?: string) => {
    if (person === actor.id) return;
    const found = await findOwner(trx, person, today);
    if (!found || (found.leftOn !== null && found.leftOn < today)) return;
    await tellPeople(trx, [person], word(notice, href), now);
  };
  // Who gave an action may look after it no more: it was handed to another agency, or they have another role now.
  const tellGiver = async (notice: string) => {
    const people = await listStanding(trx, today);
    const giver = people.find((one) => one.id === action.givenBy);
    if (giver && mayWithOthers('read', giver, action.agency)) await tell(giver.id, notice);
  };
  const day = given.day === null ? '' : dateInWords(given.day);
  switch (given.doing) {
    case 'done':
      await tellGiver(`The action ${reference}, which you gave, is done. Its effect is still to be looked at.`);
      if (action.ownerId !== action.givenBy) await tell(action.ownerId, `Your action ${reference} was marked as done.`);
      return;
    case 'improved':
    case 'not-improved':
      return tell(
        action.ownerId,
        `Somebody looked at the effect of your action ${reference} and wrote down what they found.`,
      );
    case 'ask-for-time':
      for (const { id: answerer } of whoseTurn('answer', { ...action, doneBy: null }, await listStanding(trx, today)))
        await tell(
          answerer,
          `More time is asked for the action ${reference}: until ${day}. Agree to a new date, or keep the old one.`,
        );
      return;
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
      // Its page is theirs no more.
      return tell(action.ownerId, `Your action ${reference} was handed over to somebody else.`, '/work');
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
