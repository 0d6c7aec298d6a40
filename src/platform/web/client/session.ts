import { londonClock, timeInWords } from '../../clocks/index.ts';
import { SessionDialog } from './session-dialog.ts';

const MINUTE = 60_000;
/** So long before the end somebody is asked whether they are still there (WCAG 2.2.1 asks for 20 seconds at least). */
const WARNING = 5 * MINUTE;
/** Whoever types is there: the server is told at most this often. */
const TELL_EVERY = MINUTE;

/** Fields whose text is not kept for anybody. */
const SECRET = 'input[type=password], input[autocomplete=one-time-code]';

/** When the session ends, on this browser's clock: if nothing is done, and whatever is done. */
interface Ends {
  idle: number;
  last: number;
}

/** What open pages of one browser tell each other. */
type Told = { session: string; ends: Ends } | { session: string; out: true };

/** How it came that this page is signed out: time, here in another page, or by a new sign-in there. */
type Out = 'time' | 'left' | 'anew';

/**
 * Starts on pages of signed-in people only: their foot says when the session ends (`session-time.tsx`). Warns in time,
 * keeps what is typed on the page and nowhere else, and hides the page once nobody is signed in.
 */
export function watchSession(): void {
  const foot = document.querySelector<HTMLElement>('[data-kith-session]');
  if (foot?.dataset.kithSession) new SessionWatch(foot, foot.dataset.kithSession).start();
}

class SessionWatch {
  readonly #session: string;
  readonly #time: HTMLElement | null;
  readonly #pages = new BroadcastChannel('kith-session');
  readonly #dialog = new SessionDialog();
  #ends: Ends;
  #toldAt = Date.now();
  /** The end of which somebody has been warned and which nothing can put off. */
  #warnedOf = 0;
  #out: Out | null = null;
  #asking = false;
  /** The form that was last typed into. */
  #typedInto: HTMLFormElement | null = null;

  constructor(foot: HTMLElement, session: string) {
    this.#session = session;
    this.#time = foot.querySelector('[data-kith-session-time]');
    this.#ends = endsOf({
      now: Number(foot.dataset.now),
      idleEndsAt: Number(foot.dataset.idleEnds),
      endsAt: Number(foot.dataset.ends),
    });
  }

  start(): void {
    this.#pages.addEventListener('message', (event: MessageEvent<Told>) => this.#hear(event.data));
    this.#tell({ session: this.#session, ends: this.#ends });
    document.addEventListener('input', (event) => this.#typed(event.target));
    document.addEventListener('submit', (event) => {
      const left = (event.target as HTMLFormElement).getAttribute('action') === '/sign-out';
      if (left) this.#tell({ session: this.#session, out: true });
    });
    // A second is fine enough, and a machine that slept is noticed at once.
    setInterval(() => this.#look(), 1000);
  }

  #look(): void {
    if (this.#out || this.#asking) return;
    const end = Math.min(this.#ends.idle, this.#ends.last);
    const left = end - Date.now();
    if (left <= 0) void this.#stay().then((answer) => answer === 'unknown' && this.#leave('time'));
    else if (left > WARNING) this.#dialog.isOpen && this.#dialog.close();
    else if (!this.#dialog.isOpen && this.#warnedOf !== end) this.#warn(end);
  }

  #warn(end: number): void {
    const signOut = { says: 'Sign out', does: () => signOutForm()?.requestSubmit() };
    if (this.#ends.last <= this.#ends.idle) {
      const goOn = () => {
        this.#warnedOf = end;
        this.#dialog.close();
      };
      this.#dialog.show({
        title: `You will be signed out at ${clockTime(end)}`,
        sentences: [
          'That is 12 hours after you signed in, the longest that one sign-in lasts. Send what you are working on, or sign in again afterwards: what you typed is kept.',
        ],
        choices: [{ says: 'Go on', does: goOn }, signOut],
        onEscape: goOn,
      });
      return;
    }
    const stay = () => {
      void this.#stay().then((answer) => {
        if (answer === 'unknown') this.#dialog.complain('Kith did not answer. Try again.');
      });
    };
    this.#dialog.show({
      title: 'Are you still there?',
      sentences: [
        `You will be signed out at ${clockTime(end)}, because you have not used Kith for a while. What you typed stays on this page.`,
      ],
      choices: [{ says: 'Stay signed in', does: stay }, signOut],
      onEscape: stay,
    });
  }

  /** Asks the server, which counts as being there. `out` when the session is over, `unknown` when nobody answered. */
  async #stay(): Promise<'in' | 'out' | 'unknown'> {
    this.#asking = true;
    this.#toldAt = Date.now();
    try {
      const answer = await fetch('/account/stay', { redirect: 'manual', cache: 'no-store' });
      if (answer.type === 'opaqueredirect' || answer.status === 401) {
        this.#leave('time');
        return 'out';
      }
      if (!answer.ok) return 'unknown';
      this.#take(endsOf(await answer.json()));
      this.#tell({ session: this.#session, ends: this.#ends });
      return 'in';
    } catch {
      return 'unknown';
    } finally {
      this.#asking = false;
    }
  }

  #typed(target: EventTarget | null): void {
    const form = target instanceof Element ? target.closest('form') : null;
    if (form?.method === 'post' && !form.querySelector(SECRET)) this.#typedInto = form;
    if (!this.#out && !this.#asking && Date.now() - this.#toldAt >= TELL_EVERY) void this.#stay();
  }

  #take(ends: Ends): void {
    this.#ends = ends;
    if (this.#time) this.#time.textContent = clockTime(Math.min(ends.idle, ends.last));
    if (Math.min(ends.idle, ends.last) - Date.now() > WARNING && this.#dialog.isOpen) this.#dialog.close();
  }

  #tell(told: Told): void {
    this.#pages.postMessage(told);
  }

  #hear(told: Told): void {
    if (told.session !== this.#session) {
      if ('ends' in told) this.#leave('anew');
      return;
    }
    if ('out' in told) this.#leave('left');
    else if (!this.#out && told.ends.idle > this.#ends.idle) this.#take(told.ends);
  }

  #leave(out: Out): void {
    if (this.#out === out || (this.#out !== null && out !== 'anew')) return;
    this.#out = out;
    const form = this.#typedInto;
    const here = `${location.pathname}${location.search}`;
    const signIn = `/sign-in?${new URLSearchParams({ back: here, ...(out === 'time' ? { out: 'idle' } : {}) })}`;
    // The server does nothing with a form that comes now: it keeps what was typed and gives it back after sign-in.
    const send = (says: string) => ({ says, does: () => form?.submit() });
    const words = {
      time: {
        title: 'You were signed out',
        sentence: `At ${clockTime(Math.min(this.#ends.idle, this.#ends.last))}, because you had not used Kith for a while or had been signed in for 12 hours.`,
        typed: 'What you typed is still here and was not sent. Sign in again and go on with it.',
        choices: form ? [send('Sign in again and keep what I typed')] : [{ says: 'Sign in again', href: signIn }],
      },
      left: {
        title: 'You signed out',
        sentence: 'You signed out of Kith on another page.',
        typed: 'What you typed here was not sent. To go on with it, sign in again beside this page and come back.',
        choices: [{ says: 'Sign in again', href: signIn, beside: form !== null }],
      },
      anew: {
        title: 'You signed in again',
        sentence: 'This page is from before that.',
        typed: 'What you typed is still here and was not sent.',
        choices: form ? [send('Go on with what I typed')] : [{ says: 'Open this page again', href: here }],
      },
    }[out];
    const [first, ...more] = words.choices;
    if (!first) return;
    this.#dialog.show({
      title: words.title,
      sentences: form ? [words.sentence, words.typed] : [words.sentence],
      choices: [first, ...more],
    });
  }
}

/** Moments of the server on this browser's clock, which may show another time. */
function endsOf({ now, idleEndsAt, endsAt }: { now: number; idleEndsAt: number; endsAt: number }): Ends {
  const ahead = Date.now() - now;
  return { idle: idleEndsAt + ahead, last: endsAt + ahead };
}

function clockTime(moment: number): string {
  return timeInWords(londonClock(new Date(moment)).time);
}

function signOutForm(): HTMLFormElement | null {
  return document.querySelector('form[action="/sign-out"]');
}
