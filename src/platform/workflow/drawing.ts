import type { Process } from './process.ts';

/** A process for docs/processes.md: what it is for, its diagram, and a table of who may do what from where. */
export function drawProcess(process: Process): string {
  const label = (state: string) => process.states[state]?.label ?? state;
  const listed = (parts: readonly string[]) => parts.map((part) => process.parts[part]).join(', ');
  const arrows = process.moves.flatMap((move) =>
    move.from.map((from) => `  ${id(from)} --> ${id(move.to)}: ${move.label}`),
  );
  const over = Object.entries(process.states).flatMap(([state, words]) =>
    words.over ? [`  ${id(state)} --> [*]`] : [],
  );
  return [
    `## ${capital(process.name)}`,
    '',
    process.about,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${id(process.first)}`,
    ...Object.keys(process.states).map((state) => `  state "${label(state)}" as ${id(state)}`),
    ...arrows,
    ...over,
    '```',
    '',
    '| State | Means |',
    '| --- | --- |',
    ...Object.values(process.states).map(({ label: name, about }) => `| ${name} | ${about} |`),
    '',
    '| From | What is done | To | By | Must be given |',
    '| --- | --- | --- | --- | --- |',
    ...process.moves.map((move) => {
      const by = listed(move.by) + (move.notBy ? `; not ${listed(move.notBy)}` : '');
      return `| ${move.from.map(label).join(', ')} | ${move.label} | ${label(move.to)} | ${by} | ${move.needs.join('; ') || '–'} |`;
    }),
    '',
  ].join('\n');
}

function id(state: string): string {
  return state.replaceAll('-', '_');
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
