import { describe, expect, it } from 'vitest';
import { Queue } from './queue.ts';

/** Work that ends when it is told to. */
function work() {
  const begun: number[] = [];
  const ends: ((how: 'done' | 'failed') => void)[] = [];
  const piece = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve, reject) => {
      ends[number] = (how) => (how === 'done' ? resolve(number) : reject(new Error(`piece ${number} failed`)));
    });
  };
  return { begun, ends, piece };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a line of work', () => {
  it('does so many pieces at once, and the others in the order in which they came', async () => {
    const { begun, ends, piece } = work();
    const queue = new Queue(2, 10);
    const results = [0, 1, 2, 3, 4].map((number) => queue.run(piece(number)));
    await settled();
    expect(begun).toEqual([0, 1]);
    ends[1]?.('done');
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.('done');
    ends[2]?.('done');
    await settled();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    ends[3]?.('done');
    ends[4]?.('done');
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after a piece that failed, which fails for whoever asked and nobody else', async () => {
    const { begun, ends, piece } = work();
    const queue = new Queue(1, 10);
    const [failing, next] = [queue.run(piece(0)), queue.run(piece(1))];
    failing.catch(() => {});
    await settled();
    ends[0]?.('failed');
    await expect(failing).rejects.toThrow('piece 0 failed');
    await settled();
    expect(begun).toEqual([0, 1]);
    ends[1]?.('done');
    expect(await next).toBe(1);
  });

  it('tells whoever finds it too long to come again, and takes people again once it is shorter', async () => {
    const { ends, piece } = work();
    const queue = new Queue(1, 1);
    const [first, second] = [queue.run(piece(0)), queue.run(piece(1))];
    await expect(queue.run(piece(2))).rejects.toMatchObject({
      statusCode: 503,
      message: expect.stringContaining('Wait a minute'),
    });
    ends[0]?.('done');
    await first;
    await settled();
    const third = queue.run(piece(3));
    ends[1]?.('done');
    await second;
    await settled();
    ends[3]?.('done');
    expect(await third).toBe(3);
  });
});
