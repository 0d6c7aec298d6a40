import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { REFUSED, sampleKinds } from '../../../test/support/sample-records.ts';
import { PlainError } from '../plain-error.ts';
import { findRecord, listYears, loadFiles, newestFingerprint, problemLine, recordHistory } from './index.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const LATER = new Date('2026-11-24T10:30:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

function load(files: Record<string, string>, more: { now?: Date; loadedBy?: string; fingerprint?: string } = {}) {
  const texts = Object.entries(files).map(([name, text]) => ({ name, text }));
  return loadFiles(database.db, texts, { kinds: sampleKinds, loadedBy: 'A. Clerk', now: NOW, ...more });
}

/** The lines a person would read of a refused load. */
async function faults(files: Record<string, string> | string): Promise<string[]> {
  const loaded = await load(typeof files === 'string' ? { 'a.yaml': files } : files);
  return loaded.ok ? [] : loaded.problems.map(problemLine);
}

async function held(): Promise<number> {
  const found = await sql<{ n: number }>`
    select (select count(*) from record_version) + (select count(*) from load) + (select count(*) from agency)
         + (select count(*) from theme) + (select count(*) from source_document) as n`.execute(database.db);
  return found.rows[0]?.n ?? -1;
}

const HEAD = 'kith: year-file 1\nyear: 2021-22\n';
const SHIPS = `${HEAD}source: log-book
sources:
  - key: log-book
    title: The log book
    publisher: The harbour office
ports:
  - key: whitby
    name: Whitby
ships:
  - key: endeavour
    at: page 3
    name: Endeavour
    rig: barque
    tonnes: 366
    crew:
      - role: Master
        port: whitby
`;

describe('a load that is in order', () => {
  it('keeps every record with its source, its place, its loader and its time', async () => {
    const loaded = await load({ 'ships.yaml': SHIPS });
    expect(loaded).toMatchObject({
      ok: true,
      counts: [
        { kind: 'source', heading: 'sources', new: 1, changed: 0, unchanged: 0 },
        { kind: 'port', heading: 'ports', new: 1, changed: 0, unchanged: 0 },
        { kind: 'ship', heading: 'ships', new: 1, changed: 0, unchanged: 0 },
      ],
    });
    expect(await findRecord(database.db, 'ship', 'endeavour')).toMatchObject({
      version: 1,
      body: {
        key: 'endeavour',
        name: 'Endeavour',
        rig: 'barque',
        tonnes: 366,
        crew: [{ role: 'Master', port: 'whitby' }],
      },
      source: { key: 'log-book', title: 'The log book', publisher: 'The harbour office' },
      place: 'page 3',
      year: '2021-22',
      loadedBy: 'A. Clerk',
      loadedAt: NOW,
      files: ['ships.yaml'],
    });
    expect(await listYears(database.db)).toEqual(['2021-22']);
  });

  it('changes nothing when the same is loaded again, however it is laid out', async () => {
    const before = await held();
    const again = await load({ 'other-name.yaml': SHIPS });
    expect(again).toMatchObject({
      ok: true,
      loadId: null,
      counts: [{ unchanged: 1 }, { unchanged: 1 }, { unchanged: 1 }],
    });
    const relaid = SHIPS.replace(
      '    name: Endeavour\n    rig: barque\n',
      '    rig: "barque"   # a comment\n    name: >-\n      Endeavour\n',
    );
    expect(relaid).not.toBe(SHIPS);
    expect(await load({ 'ships.yaml': relaid.replaceAll('\n', '\r\n') })).toMatchObject({ ok: true, loadId: null });
    expect(await held()).toBe(before);
  });

  it('puts a changed record beside what it said before', async () => {
    const loaded = await load({ 'corrected.yaml': SHIPS.replace('366', '368') }, { now: LATER, loadedBy: 'B. Clerk' });
    expect(loaded).toMatchObject({ ok: true, counts: [{ unchanged: 1 }, { unchanged: 1 }, { new: 0, changed: 1 }] });
    const history = await recordHistory(database.db, 'ship', 'endeavour');
    expect(history.map(({ version, body, loadedBy, loadedAt }) => [version, body.tonnes, loadedBy, loadedAt])).toEqual([
      [2, 368, 'B. Clerk', LATER],
      [1, 366, 'A. Clerk', NOW],
    ]);
  });

  it('counts another place in the source as a change, because a claim now stands on other ground', async () => {
    await load({ 'a.yaml': SHIPS.replace('366', '368').replace('page 3', 'page 4') });
    expect(
      (await recordHistory(database.db, 'ship', 'endeavour')).map(({ version, place }) => [version, place]),
    ).toEqual([
      [3, 'page 4'],
      [2, 'page 3'],
      [1, 'page 3'],
    ]);
  });

  it('follows the order of the file without making versions of it', async () => {
    const ports = (names: string[]) =>
      `kith: year-file 1\nports:\n${names.map((n) => `  - {key: ${n}, name: ${n}}\n`).join('')}`;
    const order = async () =>
      (
        await sql<{ key: string }>`select key from theme where key like 'p-%' order by position`.execute(database.db)
      ).rows.map((row) => row.key);
    await load({ 'a.yaml': ports(['p-a', 'p-b', 'p-c']) });
    expect(await order()).toEqual(['p-a', 'p-b', 'p-c']);
    expect(await load({ 'a.yaml': ports(['p-c', 'p-new', 'p-a', 'p-b']) })).toMatchObject({
      counts: [{ new: 1, changed: 0 }],
    });
    expect(await order()).toEqual(['p-c', 'p-new', 'p-a', 'p-b']);
    expect(await recordHistory(database.db, 'port', 'p-a')).toHaveLength(1);
  });

  it('lets a record be named before it stands, in another file of the same load, and in an earlier load', async () => {
    const first = `${HEAD}ships:\n  - {key: second, name: Second, rig: sloop, sister-of: first}\n`;
    const second = `${HEAD}ships:\n  - {key: first, name: First, rig: sloop}\n`;
    expect(await faults({ 'a.yaml': first, 'b.yaml': second })).toEqual([]);
    const third = `${HEAD}ships:\n  - {key: third, name: Third, rig: sloop, sister-of: first, crew: [{role: Cook, port: whitby}]}\n`;
    expect(await load({ 'c.yaml': third })).toMatchObject({ ok: true });
  });

  it('keeps HTML, quotes and every script as the text they are', async () => {
    const name = `<script>alert("x")</script> & 'Ŵ' 漁 🚢`;
    await load({ 'a.yaml': `kith: year-file 1\nports:\n  - key: odd\n    name: ${JSON.stringify(name)}\n` });
    expect((await findRecord(database.db, 'port', 'odd'))?.body.name).toBe(name);
  });

  it('remembers a repeating load by its content, also when nothing changed', async () => {
    expect(await newestFingerprint(database.db, 'year')).toBeNull();
    const loaded = await load(
      { 'ships.yaml': SHIPS.replace('366', '368').replace('page 3', 'page 4') },
      { fingerprint: 'f1' },
    );
    expect(loaded).toMatchObject({ ok: true, loadId: expect.any(Number) });
    expect(await newestFingerprint(database.db, 'year')).toBe('f1');
  });
});

describe('a load that is refused', () => {
  it('loads nothing at all when one record of one file is wrong', async () => {
    const before = await held();
    const good = 'kith: year-file 1\nports:\n  - {key: good-port, name: Good}\n';
    expect(
      await faults({ 'good.yaml': good, 'bad.yaml': `${HEAD}ships:\n  - {key: bad, name: Bad, rig: raft}\n` }),
    ).toEqual(['bad.yaml:4:32 "rig" must be "sloop", "schooner" or "barque", not "raft".']);
    expect(await held()).toBe(before);
  });

  it('tells every problem of every file at once, in reading order', async () => {
    const one = `${HEAD}ships:\n  - key: One\n    rig: slop\n    tonnes: 0.5\n    afloat: "yes"\n    crew:\n      - rol: Cook\n`;
    const two = `${HEAD}ports:\n  - key: twice\n    name: A\n  - key: twice\n    name: B\nshipps: []\n`;
    expect(await faults({ 'one.yaml': one, 'two.yaml': two })).toEqual([
      'one.yaml:4:5 "name" is missing from this ship.',
      'one.yaml:4:10 "key" must be lower-case words joined by hyphens, for example "domestic-abuse".',
      'one.yaml:5:10 "rig" must be "sloop", "schooner" or "barque", not "slop". Did you mean "sloop"?',
      'one.yaml:6:13 "tonnes" must be a whole number, not "0.5".',
      'one.yaml:7:13 "afloat" must be true or false, not "yes".',
      'one.yaml:9:9 "role" is missing from this ship.',
      'one.yaml:9:9 "rol" is not a field of "crew" of a ship. Did you mean "role"?',
      'two.yaml:6:5 The port "twice" stands already in line 4. Give each record its own key.',
      'two.yaml:8:1 "shipps" is not a heading that Kith knows. Did you mean "ships"?',
    ]);
  });

  it('tells no more than fifty and says how many it kept back', async () => {
    const many = Array.from({ length: 80 }, (_, n) => `  - {key: many-${n}}\n`).join('');
    const loaded = await load({ 'a.yaml': `kith: year-file 1\nports:\n${many}` });
    expect(loaded).toMatchObject({ ok: false, untold: 30 });
    expect(loaded.ok ? [] : loaded.problems).toHaveLength(50);
  });

  it('names the other file when a key is given twice in one load', async () => {
    const port = 'kith: year-file 1\nports:\n  - {key: same, name: Same}\n';
    expect(await faults({ 'a.yaml': port, 'b.yaml': port })).toEqual([
      'b.yaml:3:5 The port "same" stands already in a.yaml, line 3. Give each record its own key.',
    ]);
  });

  it.each([
    ['a record that nobody has', 'crew: [{role: Cook, port: whitbi}]', ':4:76 There is no port "whitbi".'],
    ['a record of another kind', 'sister-of: whitby', ':4:55 There is no ship "whitby".'],
    ['a source that nobody has', 'source: no-book', ':4:52 There is no source "no-book".'],
  ])('refuses a mention of %s', async (_what, field, said) => {
    const lines = await faults(`${HEAD}ships:\n  - {key: a-ship, name: A, rig: sloop, ${field}}\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(said.slice(said.indexOf(' ')));
    expect(lines[0]).toMatch(/^a\.yaml:4:\d+ /);
  });

  it('points at the head when the source named there is not known', async () => {
    expect(
      await faults('kith: year-file 1\nsource: nowhere\nports:\n  - {key: a, name: A}\n  - {key: b, name: B}\n'),
    ).toEqual([
      'a.yaml:2:9 There is no source "nowhere". Add it below "sources:" or load its file in the same command.',
    ]);
  });

  it('does not report mentions of a record that is itself reported', async () => {
    const lines = await faults(
      `${HEAD}ports:\n  - {key: hull}\nships:\n  - {key: a-ship, name: A, rig: sloop, crew: [{role: Cook, port: hull}]}\n`,
    );
    expect(lines).toEqual(['a.yaml:4:5 "name" is missing from this port.']);
  });

  it('does not let a new year overwrite what stands for an old one', async () => {
    await load({ 'a.yaml': `${HEAD}ships:\n  - {key: yearly, name: Yearly, rig: sloop}\n` });
    const next = 'kith: year-file 1\nyear: 2022-23\nships:\n  - {key: yearly, name: Next, rig: sloop}\n';
    expect(await faults(next)).toEqual([
      'a.yaml:4:11 The ship "yearly" belongs to 2021-22 already. Give the one for 2022-23 another key.',
    ]);
  });

  it('says which head line a kind of record needs', async () => {
    expect(await faults('kith: year-file 1\nships:\n  - {key: a, name: A, rig: sloop}\n')).toEqual([
      'a.yaml:2:1 "ships" belong to a year. Say which at the head of the file: "year: 2021-22".',
    ]);
  });

  it('asks a file that speaks for a partnership for its source', async () => {
    expect(await faults('kith: year-file 1\npartnership: p\nports:\n  - {key: a, name: A}\n')).toEqual([
      'a.yaml:4:5 This record has no source. Add "source:" with the key of a source at the head of the file.',
    ]);
  });

  it('refuses small numbers of people in words, wherever they stand', async () => {
    const lines = await faults(
      `${HEAD}ships:\n  - key: a-ship\n    name: Lost with 3 children\n    rig: sloop\n    crew:\n      - role: both girls\n`,
    );
    expect(lines.map((line) => line.slice(0, 42))).toEqual([
      'a.yaml:5:11 "3 children" tells a small num',
      'a.yaml:8:15 "both girls" tells a small num',
    ]);
  });

  it('passes on the plain refusal of a kind, at the record, and keeps nothing', async () => {
    const before = await held();
    const ship = (name: string) =>
      `${HEAD}ships:\n  - {key: fine, name: Fine, rig: sloop}\n  - {key: odd, name: ${name}, rig: sloop}\n`;
    expect(await faults(ship(REFUSED.plainly))).toEqual(['a.yaml:5:5 This ship is not seaworthy. Mend it first.']);
    expect(await faults(ship(REFUSED.byTheDatabase))).toEqual([
      "a.yaml:5:5 The database cannot keep this record as it stands (rule record_version_version_check). Compare it with the format's description.",
    ]);
    await expect(faults(ship(REFUSED.defect))).rejects.toThrow('undefined is not a ship');
    expect(await held()).toBe(before);
  });

  it('finds faults that only show when all records stand together', async () => {
    const loop = `${HEAD}ships:\n  - {key: hen, name: Hen, rig: sloop, sister-of: egg}\n  - {key: egg, name: Egg, rig: sloop, sister-of: hen}\n`;
    expect(await faults(loop)).toEqual([
      'a.yaml:4:5 Two ships cannot each be built after the other.',
      'a.yaml:5:5 Two ships cannot each be built after the other.',
    ]);
  });
});

describe('two loads at the same time', () => {
  it('are made one after the other, and the second builds on the first', async () => {
    const text = (tonnes: number) =>
      `${HEAD}ships:\n  - {key: contended, name: Contended, rig: sloop, tonnes: ${tonnes}}\n`;
    const loads = await Promise.all([1, 2, 3, 4].map((tonnes) => load({ 'a.yaml': text(tonnes) })));
    expect(loads.every((one) => one.ok)).toBe(true);
    const history = await recordHistory(database.db, 'ship', 'contended');
    expect(history.map((one) => one.version)).toEqual([4, 3, 2, 1]);
    expect(new Set(history.map((one) => one.body.tonnes)).size).toBe(4);
  });

  it('do not wait for ever: the second says so and loads nothing', async () => {
    const before = await held();
    const blocked = sampleKinds.map((kind) => ({
      ...kind,
      save: async (...args: Parameters<typeof kind.save>) => {
        await kind.save(...args);
        const files = [{ name: 'b.yaml', text: SHIPS }];
        const second = loadFiles(database.db, files, {
          kinds: sampleKinds,
          loadedBy: 'B',
          now: NOW,
          patienceSeconds: 0.2,
        });
        await expect(second).rejects.toThrow('Another load is running and has not finished.');
        throw new PlainError('Enough.');
      },
    }));
    const files = [{ name: 'a.yaml', text: 'kith: year-file 1\nports:\n  - {key: slow, name: Slow}\n' }];
    expect(await loadFiles(database.db, files, { kinds: blocked, loadedBy: 'A', now: NOW })).toMatchObject({
      ok: false,
    });
    expect(await held()).toBe(before);
  });

  it('of the same content load it once', async () => {
    const text = `${HEAD}ships:\n  - {key: same-again, name: Same, rig: sloop}\n`;
    const loads = await Promise.all([0, 1, 2].map(() => load({ 'a.yaml': text })));
    expect(loads.filter((one) => one.ok && one.loadId !== null)).toHaveLength(1);
    expect(await recordHistory(database.db, 'ship', 'same-again')).toHaveLength(1);
  });
});

describe('what was loaded', () => {
  it.each([
    'update record_version set place = null',
    'delete from record_version',
    'delete from load',
    'update load set loaded_by = null',
  ])('cannot be rewritten: %s', async (statement) => {
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/append-only|permission denied/);
  });
});
