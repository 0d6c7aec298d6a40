import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

type Options<T extends (given: never) => unknown> = Parameters<T>[0] extends { optionsJSON: infer O } ? O : never;

/** Shows the forms that need a passkey, and lets the browser ask for it before they are sent. */
export function startPasskeys(): void {
  if (!browserSupportsWebAuthn()) return;
  for (const part of document.querySelectorAll<HTMLElement>('[data-kith-passkey]')) {
    const form = part.closest('form');
    const answer = part.querySelector<HTMLInputElement>('input[name="answer"]');
    const { kithPasskey: way, kithOptions: options } = part.dataset;
    if (!form || !answer || !options) continue;
    part.hidden = false;
    let asking = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (asking) return;
      asking = true;
      tell(part, '');
      ask(way, JSON.parse(options))
        .then((given) => {
          answer.value = JSON.stringify(given);
          form.submit();
        })
        .catch(() => tell(part, part.dataset.kithFailed ?? ''))
        .finally(() => {
          asking = false;
        });
    });
  }
}

function ask(way: string | undefined, options: unknown): Promise<unknown> {
  return way === 'create'
    ? startRegistration({ optionsJSON: options as Options<typeof startRegistration> })
    : startAuthentication({ optionsJSON: options as Options<typeof startAuthentication> });
}

function tell(part: HTMLElement, words: string): void {
  const line = part.querySelector<HTMLElement>('[data-kith-said]');
  if (!line) return;
  line.textContent = words;
  line.hidden = words === '';
}
