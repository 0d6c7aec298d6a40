const LONGEST = 2000;
/** Somewhere to stand while an address is read; no such host can exist. */
const NOWHERE = 'http://kith.invalid';
/** Pages on which nobody wants to arrive once they are signed in or out. */
const NOT_A_PLACE = /^\/(sign-in|sign-out|signed-out|welcome|terms|assets)(\/|$)/;

/**
 * Where to go on after a step in between, as an address of this site: the one that was asked for, or the home page when that
 * leads anywhere else. Browsers read `//host`, `/\host` and the same with tabs in between as other sites (CWE-601).
 */
export function safeBack(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !asked.startsWith('/')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what browsers leave out before they read an address
  if (/[\\\u0000-\u0020\u007f]/.test(asked) || !URL.canParse(asked, NOWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, NOWHERE);
  if (origin !== NOWHERE || pathname.startsWith('//') || NOT_A_PLACE.test(pathname)) return '/';
  return pathname + search + hash;
}

/** The address of a step in between that leads on to `back` afterwards; short where that is the home page. */
export function withBack(step: string, back: string): string {
  return back === '/' ? step : `${step}?back=${encodeURIComponent(back)}`;
}
