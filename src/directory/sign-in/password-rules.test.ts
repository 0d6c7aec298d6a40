import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password-rules.ts';

const owner = {
  name: 'Priya Example',
  email: 'priya.example@hartlepool.example.invalid',
  partnership: 'Hartlepool and Stockton-on-Tees Safeguarding Children Partnership',
};

describe('a password', () => {
  it.each([
    'otter lantern brick',
    'correct horse battery staple',
    '    eight spaces and then',
    'трава дом велосипед',
    '水 山 火 風 月 日 星 雲 雨 雪 花 草',
    'xK7-tq',
    'hartlepool otter lantern brick',
    'Priya has nine green lanterns',
    'ααββγγδδεεζζ',
    '🦦🦦🏮🧱🚲🌧️🎻🧦🫖🥕🪁🛶',
  ])(
    'of any script, with spaces and without rules of composition, is taken when it is long enough: %s',
    async (text) => {
      const problem = await passwordProblem(text, owner);
      if (Array.from(text.normalize('NFC')).length >= 12) expect(problem).toBeNull();
      else expect(problem).toMatch(/^Enter a password of at least 12 characters\./);
    },
  );

  it.each(['', '            ', ' '])('of blanks is none: "%s"', async (text) => {
    expect(await passwordProblem(text, owner)).toBe('Enter a password');
  });

  it('has at least 12 characters as a reader counts them, and at most 200', async () => {
    expect(await passwordProblem('otter lante', owner)).toMatch(/at least 12 characters/);
    expect(await passwordProblem('otter lanter', owner)).toBeNull();
    // Two signs in one keyboard's spelling, one in another's: counted alike.
    expect(await passwordProblem(`${'e\u0301'.repeat(6)}xyzwv`, owner)).toMatch(/at least 12 characters/);
    const long = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 5000))).join('');
    expect(await passwordProblem(long, owner)).toBeNull();
    expect(await passwordProblem(`${long}水`, owner)).toBe('Enter a password of at most 200 characters');
  });

  it.each([
    ['motherfucker', 'lists of common'],
    ['Leavemealone', 'lists of common'],
    ['Sunshine2026!!', 'lists of common'],
    ['12345password!', 'lists of common'],
    ['qwerty 123 456', 'lists of common'],
    ['aaaaaaaaaaaa', 'repeats'],
    ['abcabcabcabcab', 'repeats'],
    ['123456789012', 'lists of common'],
    ['345678901234', 'row of characters'],
    ['lkjihgfedcba', 'row of characters'],
    ['qwertyuiopas', 'row of characters'],
  ])('that everybody tries first is refused, and the reason is said: %s', async (text, because) => {
    const problem = await passwordProblem(text, owner);
    expect(problem).toMatch(/^Choose a password that is harder to guess: /);
    expect(problem).toContain(because);
    expect(problem).toContain('Three random words');
  });

  it.each([
    'Priya Example 2026',
    'PriyaExample1!',
    'kith kith 2026',
    'Kith-Hartlepool-1',
    'hsscp-password-1',
    'hartlepoolpassword',
    'priya.example@hartlepool',
  ])('made of the person’s own name, address, Kith or the partnership is refused: %s', async (text) => {
    expect(await passwordProblem(text, owner)).toMatch(/harder to guess/);
  });

  it('may not hold what no field can hold', async () => {
    expect(await passwordProblem('otter\tlantern brick', owner)).toMatch(/without tabs/);
  });

  it('is never repeated in what is said of it', async () => {
    for (const text of ['Sunshine2026!!', 'Priya Example 2026', 'short'])
      expect(await passwordProblem(text, owner)).not.toContain(text);
  });
});
