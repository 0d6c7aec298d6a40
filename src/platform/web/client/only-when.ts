/**
 * Shows a question only when the radio button that it belongs to is chosen: `data-kith-when` names the radio buttons,
 * `data-kith-is` the value. Not GOV.UK's own conditional reveal, which says `aria-expanded` of a radio button, where ARIA has none.
 * Without script every question is there.
 */
export function showOnlyWhenChosen(): void {
  const questions = document.querySelectorAll<HTMLElement>('[data-kith-when]');
  const show = () => {
    for (const question of questions) {
      const { kithWhen, kithIs } = question.dataset;
      const chosen = document.querySelector<HTMLInputElement>(`input[type="radio"][name="${kithWhen}"]:checked`);
      question.hidden = chosen?.value !== kithIs;
    }
  };
  if (questions.length === 0) return;
  document.addEventListener('change', show);
  // A browser that comes back to the page brings back what was chosen.
  window.addEventListener('pageshow', show);
  show();
}
