import type { VNode } from 'preact';
import { londonClock, timeInWords } from '../clocks/index.ts';
import type { Visit } from './gate.ts';

/**
 * At the foot of every page of somebody who is signed in: until when. The browser's script (`client/session.ts`) reads the
 * moments from here, keeps the words true and warns before the time is over; without script the words stand as they are.
 */
export function SessionTime({ visit, now }: { visit: Visit; now: Date }): VNode {
  const { idleEndsAt, endsAt, sessionId } = visit;
  const latest = `${clockTime(endsAt)}${londonClock(endsAt).date === londonClock(now).date ? '' : ' tomorrow'}`;
  return (
    <p
      class="kith-session"
      data-kith-session={sessionId}
      data-now={now.getTime()}
      data-idle-ends={idleEndsAt.getTime()}
      data-ends={endsAt.getTime()}
    >
      {idleEndsAt < endsAt ? (
        <>
          If you do nothing in Kith, you are signed out at <span data-kith-session-time>{clockTime(idleEndsAt)}</span>,
          and at the latest at {latest}.
        </>
      ) : (
        <>You are signed out at {latest}, the longest that one sign-in lasts.</>
      )}
    </p>
  );
}

function clockTime(moment: Date): string {
  return timeInWords(londonClock(moment).time);
}
