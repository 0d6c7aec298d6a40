import { londonClock, timeInWords } from '../../clocks/index.ts';

/** So long after the last letter a text is saved. */
const PAUSE = 2000;
/** Whoever types without a pause is saved at least this often. */
const AT_LEAST = 15_000;
/** So long after a failure it is tried again. */
const AGAIN = 5000;

/** What the server answers to a text that was saved. */
interface Saved {
  version: number;
  standing: 'current' | 'beside';
  /** Where two versions are read and settled. */
  settleAt: string;
}

/**
 * Saves what is typed into a text while it is typed, over the form that it stands in, so that the form works the same without
 * script. One save runs at a time and goes on from the version that the server gave it; what could not be saved stays on the
 * page, is tried again, and the browser asks before it is left.
 */
export function startAutosave(): void {
  for (const text of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-kith-autosave]')) {
    if (text.form) new Autosave(text, text.form).start();
  }
}

class Autosave {
  readonly #text: HTMLTextAreaElement;
  readonly #form: HTMLFormElement;
  readonly #basedOn: HTMLInputElement | null;
  readonly #says: HTMLElement | null;
  #saved: string;
  #timer = 0;
  #firstUnsaved = 0;
  #running = false;
  #leaving = false;

  constructor(text: HTMLTextAreaElement, form: HTMLFormElement) {
    this.#text = text;
    this.#form = form;
    this.#basedOn = form.querySelector('input[name="based-on"]');
    this.#says = form.querySelector('[data-kith-saved]');
    // A browser that comes back to a page fills in what was typed, which is not what was sent with the page.
    this.#saved = text.defaultValue;
  }

  start(): void {
    this.#text.addEventListener('input', () => this.#typed());
    this.#form.addEventListener('submit', () => {
      this.#leaving = true;
      window.clearTimeout(this.#timer);
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.#isUnsaved() && !this.#leaving) event.preventDefault();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.#isUnsaved()) void this.#save();
    });
    if (this.#isUnsaved()) this.#typed();
  }

  #isUnsaved(): boolean {
    return this.#text.value !== this.#saved;
  }

  #typed(): void {
    if (!this.#isUnsaved()) return;
    if (this.#firstUnsaved === 0) this.#firstUnsaved = Date.now();
    this.#say('Not saved yet', false);
    this.#saveAfter(Math.max(0, Math.min(PAUSE, this.#firstUnsaved + AT_LEAST - Date.now())));
  }

  #saveAfter(pause: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(), pause);
  }

  async #save(): Promise<void> {
    if (this.#running || !this.#isUnsaved() || this.#leaving) return;
    this.#running = true;
    const sent = this.#text.value;
    try {
      const body = new URLSearchParams([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
      const answer = await fetch(this.#form.action, {
        ...{ method: 'POST', body, redirect: 'manual', keepalive: sent.length < 10_000 },
        headers: { accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#accept(sent, (await answer.json()) as Saved);
    } catch {
      this.#say(
        'Not saved: Kith can’t be reached, or you are signed out. It stays on this page and is tried again.',
        true,
      );
      this.#saveAfter(AGAIN);
    } finally {
      this.#running = false;
    }
  }

  #accept(sent: string, { version, standing, settleAt }: Saved): void {
    this.#saved = sent;
    this.#firstUnsaved = 0;
    if (this.#basedOn) this.#basedOn.value = String(version);
    if (standing === 'current') this.#say(`Saved at ${timeInWords(londonClock(new Date()).time)}`, false);
    else this.#say('Saved beside what somebody else wrote: both are kept.', false, settleAt);
    if (this.#isUnsaved()) this.#typed();
  }

  #say(words: string, warns: boolean, settleAt?: string): void {
    if (!this.#says) return;
    this.#says.classList.toggle('kith-saved--not', warns);
    this.#says.textContent = words;
    if (settleAt === undefined) return;
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = settleAt;
    link.textContent = 'Settle it';
    this.#says.append(' ', link);
  }
}
