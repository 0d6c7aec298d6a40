import { describe, expect, it } from 'vitest';
import { demandMove, drawProcess, movesFrom, type Process } from './index.ts';

type State = 'open' | 'answered' | 'closed';
type Doing = 'answer' | 'close';
type Part = 'asked' | 'asker';

const letter: Process<State, Doing, Part> = {
  name: 'letter',
  about: 'An invented process.',
  parts: { asked: 'the person who was asked', asker: 'the person who asked' },
  states: {
    open: { label: 'Open', about: 'It waits for an answer.' },
    answered: { label: 'Answered', about: 'It waits to be closed.' },
    closed: { label: 'Closed', about: 'Nothing is left.', over: true },
  },
  first: 'open',
  moves: [
    {
      ...{ doing: 'answer', from: ['open'], to: 'answered', label: 'Answer it', by: ['asked'] },
      ...{ needs: ['an answer'], says: 'The answer is sent.' },
    },
    {
      ...{ doing: 'close', from: ['answered'], to: 'closed', label: 'Close it', by: ['asker'], notBy: ['asked'] },
      ...{ needs: [], says: 'It is closed.' },
    },
  ],
};
const parts = (...all: Part[]): ReadonlySet<Part> => new Set(all);

describe('a process', () => {
  it('offers each person what they may do where the record stands, and nothing else', () => {
    expect(movesFrom(letter, 'open', parts('asked')).map((move) => move.doing)).toEqual(['answer']);
    expect(movesFrom(letter, 'open', parts('asker'))).toEqual([]);
    expect(movesFrom(letter, 'answered', parts('asker')).map((move) => move.doing)).toEqual(['close']);
    expect(movesFrom(letter, 'answered', parts('asker', 'asked'))).toEqual([]);
    expect(movesFrom(letter, 'closed', parts('asker', 'asked'))).toEqual([]);
  });

  it('lets a move through that the table allows', () => {
    expect(demandMove(letter, 'open', 'answer', parts('asked')).to).toBe('answered');
  });

  it.each([
    ['answered', 'answer', ['asked'], '“Answer it” is not possible any more: this letter is “Answered” now.'],
    ['open', 'answer', ['asker'], '“Answer it” is for the person who was asked to do.'],
    [
      'answered',
      'close',
      ['asker', 'asked'],
      '“Close it” is for the person who asked to do, and not for the person who was asked.',
    ],
  ] as const)('answers 409 and says why: %s, %s by %s', (state, doing, by, says) => {
    expect(() => demandMove(letter, state, doing, parts(...by))).toThrow(
      expect.objectContaining({ statusCode: 409, message: expect.stringContaining(says) }),
    );
  });

  it('is drawn with every state and every move', () => {
    const drawn = drawProcess(letter);
    for (const line of [
      '[*] --> open',
      'open --> answered: Answer it',
      'answered --> closed: Close it',
      'closed --> [*]',
    ]) {
      expect(drawn).toContain(line);
    }
    expect(drawn).toContain(
      '| Answered | Close it | Closed | the person who asked; not the person who was asked | – |',
    );
  });
});
