/** So often it is asked how far the work is, in milliseconds. */
const EVERY = 1000;

/** What the server says of work under way. */
interface Progress {
  going: boolean;
  /** From 0 to 1000. */
  progress: number;
}

/** Shows how far work is that a page waits for, and opens the page again once it is finished. Without script the page does so itself. */
export function watchProgress(): void {
  const place = document.querySelector<HTMLElement>('[data-kith-progress]');
  const address = place?.dataset.kithProgress;
  if (!place || !address) return;
  const bar = place.querySelector('progress');
  const words = place.querySelector<HTMLElement>('[data-kith-progress-words]');
  let told = -1;
  const look = async () => {
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'manual' });
      if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
      const { going, progress } = (await answer.json()) as Progress;
      if (!going) {
        window.location.reload();
        return;
      }
      if (bar) bar.value = progress;
      // Whoever listens is told every tenth, not every step.
      const tenth = Math.floor(progress / 100);
      if (words && progress > 0 && tenth !== told) words.textContent = `${tenth * 10} % is done.`;
      told = tenth;
    } catch {
      // A server that is away for a moment is asked again.
    }
    window.setTimeout(() => void look(), EVERY);
  };
  void look();
}
