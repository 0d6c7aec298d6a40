/** Something to press in the dialog: a button, or a link where `href` is given. */
export interface Choice {
  says: string;
  /** What pressing it does. */
  does?: () => void;
  href?: string;
  /** Opens beside this page, which stays. */
  beside?: boolean;
}

/** What the dialog says. */
export interface DialogWords {
  title: string;
  sentences: readonly string[];
  choices: readonly [Choice, ...Choice[]];
  /** What Esc does; without it the dialog stays until a choice is made, and hides the page behind it. */
  onEscape?: () => void;
}

/** The one dialog about the session. The browser keeps the focus inside it and gives it back afterwards. */
export class SessionDialog {
  readonly #dialog: HTMLDialogElement;
  #words: DialogWords | null = null;

  constructor() {
    this.#dialog = document.createElement('dialog');
    this.#dialog.className = 'kith-dialog kith-no-print';
    this.#dialog.setAttribute('aria-labelledby', 'kith-dialog-title');
    this.#dialog.setAttribute('aria-describedby', 'kith-dialog-words');
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.#words?.onEscape?.();
    });
    // A browser lets a second Esc through whatever the page says.
    this.#dialog.addEventListener('close', () => {
      if (this.#words && !this.#words.onEscape) this.#dialog.showModal();
    });
    document.body.append(this.#dialog);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  show(words: DialogWords): void {
    this.#words = words;
    const title = document.createElement('h2');
    title.className = 'govuk-heading-m';
    title.id = 'kith-dialog-title';
    title.textContent = words.title;
    const body = document.createElement('div');
    body.id = 'kith-dialog-words';
    body.append(...words.sentences.map((sentence) => paragraph(sentence)));
    const choices = document.createElement('div');
    choices.className = 'govuk-button-group';
    choices.append(...words.choices.map((choice, at) => made(choice, at === 0)));
    this.#dialog.classList.toggle('kith-dialog--alone', !words.onEscape);
    this.#dialog.replaceChildren(title, body, choices);
    if (!this.#dialog.open) this.#dialog.showModal();
    (choices.firstElementChild as HTMLElement | null)?.focus();
  }

  /** Adds what just went wrong, read out at once. */
  complain(sentence: string): void {
    this.#dialog.querySelector('[role=alert]')?.remove();
    const words = paragraph(sentence);
    words.className = 'govuk-error-message';
    words.setAttribute('role', 'alert');
    this.#dialog.querySelector('#kith-dialog-words')?.append(words);
  }

  close(): void {
    this.#words = null;
    this.#dialog.close();
  }
}

function paragraph(sentence: string): HTMLParagraphElement {
  const made = document.createElement('p');
  made.className = 'govuk-body';
  made.textContent = sentence;
  return made;
}

function made(choice: Choice, first: boolean): HTMLElement {
  if (choice.href === undefined) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = first ? 'govuk-button' : 'govuk-button govuk-button--secondary';
    button.textContent = choice.says;
    button.addEventListener('click', () => choice.does?.());
    return button;
  }
  const link = document.createElement('a');
  link.className = first ? 'govuk-button' : 'govuk-link';
  link.href = choice.href;
  link.textContent = choice.says;
  if (choice.beside) link.target = '_blank';
  return link;
}
