import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modules } from '../../src/modules.ts';
import { projectRoot } from '../../src/platform/paths.ts';
import { drawProcess, type Process } from '../../src/platform/workflow/index.ts';

const processes = modules.flatMap((module) => module.processes ?? []);
const document = [
  '# Processes',
  '',
  'Drawn from the tables that buttons and checks are read from; `npx vitest run test/contracts/processes.test.ts -u` draws it',
  'anew. Who reaches a record at all stands in the access table (`/access` in Kith).',
  '',
  ...processes.map(drawProcess),
].join('\n');

/** States to which no way leads from the first one. */
function unreachable({ first, states, moves }: Process): string[] {
  const reached = new Set([first]);
  for (let grown = true; grown; ) {
    const before = reached.size;
    for (const move of moves) if (move.from.some((from) => reached.has(from))) reached.add(move.to);
    grown = reached.size > before;
  }
  return Object.keys(states).filter((state) => !reached.has(state));
}

describe.each(processes.map((process) => [process.name, process] as const))('the process of %s', (_name, process) => {
  it('names only states and parts that it has', () => {
    const states = new Set(process.moves.flatMap((move) => [...move.from, move.to]));
    const parts = new Set(process.moves.flatMap((move) => [...move.by, ...(move.notBy ?? [])]));
    expect([...states].filter((state) => !(state in process.states))).toEqual([]);
    expect([...parts].filter((part) => !(part in process.parts))).toEqual([]);
  });

  it('reaches each of its states, and leaves each that is not the end', () => {
    expect(unreachable(process)).toEqual([]);
    const left = new Set(process.moves.flatMap((move) => move.from));
    const stuck = Object.entries(process.states).filter(([state, { over }]) => !over && !left.has(state));
    expect(stuck.map(([state]) => state)).toEqual([]);
  });

  it('says what each move does, and has no two that mean the same', () => {
    for (const { label, says } of process.moves)
      expect([label, says].filter((words) => words.trim() === '')).toEqual([]);
    const asked = process.moves.flatMap((move) =>
      move.from.flatMap((from) => move.by.map((by) => `${from} ${move.doing} ${by}`)),
    );
    expect(new Set(asked).size).toBe(asked.length);
  });
});

it('docs/processes.md is drawn from the tables as they are', async () => {
  await expect(document).toMatchFileSnapshot(join(projectRoot, 'docs/processes.md'));
});
