import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { as, nameOf, noticesOf, problemsIn, saidIn, textIn } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { connectTo } from '../../../test/support/cluster.ts';
import { attends, day, fillExecutive, numberIn, PARTNERS, plans, takes } from '../../../test/support/meetings.ts';
import { entries } from '../../../test/support/notifications.ts';
import { type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { postBytes, sends, tokenOf } from '../../../test/support/uploads.ts';
import type { HeldRole } from '../../platform/access/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { wordsOfWord } from '../../platform/documents/zip.testing.ts';
import { type FormPart, formWithFile, pdfOf, pngOf, wordOf } from '../../platform/uploads/uploads.testing.ts';

let test: TestApp;
let maya: SignedIn;
let members: SignedIn[];
let href: string;
/** A connection that no rule of the database holds back. */
let root: Db;

beforeAll(async () => {
  test = await buildTestApp();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 1);
  ({ maya, members } = await fillExecutive(test));
  href = await plans(maya, day('day', '2026-12-08'));
}, 60_000);
afterEach(() => test.at(TEST_NOW));
afterAll(async () => {
  await root.destroy();
  await test.close();
});

const text = async (by: SignedIn, url: string) => textIn((await by.get(url)).body);
const at = (index: number): SignedIn => members[index] as SignedIn;

let number = 0;
/** Adds a paper that must be taken, and returns its address. */
async function adds(
  by: SignedIn,
  title: string,
  file: { fileName: string; bytes: Buffer | string } = { fileName: 'paper.pdf', bytes: pdfOf(`${title} ${++number}`) },
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await sends(test, by, `${href}/papers`, { title, item: '', agency: '', ...fields }, file);
  expect(answer.statusCode, saidIn(answer)).toBe(303);
  return String(answer.headers.location).split('?', 1)[0] ?? '';
}

describe('adding a paper', () => {
  it('puts it beside its item on the page of the meeting, with whose it is and what it is', async () => {
    const option = /<option value="([0-9a-f-]{36})"[^>]*>1\. Minutes of last time</;
    const item = option.exec((await maya.get(`${href}/papers`)).body)?.[1] ?? '';
    const paper = await adds(
      ...[maya, 'Neglect tool: findings', { fileName: 'Findings.docx', bytes: wordOf(['Nine of forty files.']) }],
      { agency: 'cleveland-police', item },
    );
    expect(await text(maya, `${paper}?done=added`)).toContain('The paper is there.');
    const shown = await text(at(1), href);
    expect(shown).toMatch(
      /1\. Minutes of last time .{0,200}Neglect tool: findings Cleveland Police\. Word document, 1 KB/,
    );
    expect(await text(at(1), paper)).toContain('Nine of forty files.');
  });

  it('asks for a title and a file, and says that the file must be chosen again', async () => {
    const url = `${href}/papers`;
    const nothing = await sends(test, maya, url, { title: '', item: '', agency: '' }, null);
    expect(problemsIn(nothing)).toBe('400 Enter what the paper is called');
    const noFile = await sends(test, maya, url, { title: 'A title', item: '', agency: '' }, null);
    expect(problemsIn(noFile)).toBe('400 Choose the file of the paper');
    expect(noFile.body).toContain('value="A title"');
    const noTitle = await sends(
      test,
      maya,
      url,
      { title: '', item: '', agency: '' },
      { fileName: 'a.pdf', bytes: pdfOf('a') },
    );
    expect(noTitle.body).toContain('Choose it again: browsers forget it.');
    const strange = { title: 'x', item: maya.id, agency: 'no-agency' };
    expect(problemsIn(await sends(test, maya, url, strange, { fileName: 'a.pdf', bytes: pdfOf('a') }))).toBe(
      '400 Choose whose paper it is from the list Choose an item of this meeting',
    );
  });

  it('keeps what was typed when the session ran out meanwhile, and asks for the file again', async () => {
    const late = await signIn(test, maya.id);
    const token = await tokenOf(late);
    test.at(new Date(TEST_NOW.getTime() + 45 * 60_000));
    const payload = formWithFile([
      ...([
        ['_csrf', token],
        ['title', 'Typed before the break'],
        ['item', ''],
        ['agency', ''],
      ] as const satisfies FormPart[]),
      { name: 'file', fileName: 'a.pdf', bytes: pdfOf('before the break') },
    ]);
    const answer = await postBytes(test, late, `${href}/papers`, payload);
    expect(answer.statusCode).toBe(401);
    const again = await signIn(test, maya.id, { now: test.now() });
    const page = await again.get(`${href}/papers?kept`);
    expect(page.body).toContain('value="Typed before the break"');
    expect(await text(again, `${href}/papers`)).not.toContain('Typed before the break');
  });

  it('takes three files at a time from one person, and asks them to wait with a fourth', async () => {
    const send = async (at: number) => {
      const file = { fileName: 'a.txt', bytes: `${at} ${'words '.repeat(200_000)}\n` };
      return sends(test, maya, `${href}/papers`, { title: `At once ${at}`, item: '', agency: '' }, file);
    };
    await tokenOf(maya);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(send));
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    expect(codes).toEqual([303, 303, 303, 429, 429]);
    const refused = answers.find(({ statusCode }) => statusCode === 429);
    expect(problemsIn(refused as (typeof answers)[number])).toBe(
      '429 Several files of yours are on their way: wait until they are there',
    );
  });

  it('says where the very same file is there already', async () => {
    const file = { fileName: 'same.pdf', bytes: pdfOf('the same') };
    await adds(maya, 'Once', file);
    const again = await sends(test, maya, `${href}/papers`, { title: 'Twice', item: '', agency: '' }, file);
    expect(problemsIn(again)).toBe('400 This very file is there already: it is “Once”');
  });

  it('is for whoever runs the meeting, and for members whose agency was asked for a contribution', async () => {
    const url = `${href}/papers`;
    const form = { title: 'From the police', item: '', agency: '' };
    const file = { fileName: 'police.pdf', bytes: pdfOf('police') };
    const police = at(3);
    expect((await police.get(url)).body).not.toContain('Add this paper');
    expect((await sends(test, police, url, form, file)).statusCode).toBe(404);
    await takes(maya, `${href}/contributions`, {
      agencies: PARTNERS[3],
      asked: 'Numbers',
      ...day('due', '2026-12-01'),
    });
    expect((await police.get(url)).body).toContain('Add this paper');
    const paper = await adds(police, 'From the police', file);
    expect(await text(maya, paper)).toContain('Cleveland Police');
    const other = { ...form, agency: PARTNERS[1] };
    expect(problemsIn(await sends(test, police, url, other, { fileName: 'b.pdf', bytes: pdfOf('b') }))).toContain(
      'Choose whose paper it is',
    );
    const mayas = await adds(maya, 'From the council');
    expect(
      (await sends(test, police, mayas, { because: 'x' }, { fileName: 'b.pdf', bytes: pdfOf('b') })).statusCode,
    ).toBe(404);
    expect((await police.post(`${mayas}/withdraw`, { reason: 'x' })).statusCode).toBe(404);
  });

  it('is shown to nobody who may not read the meeting, file and text alike', async () => {
    const paper = await adds(maya, 'For members alone');
    const stranger = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    for (const url of [`${href}/papers`, paper, `${paper}/versions/1`])
      expect((await stranger.get(url)).statusCode).toBe(404);
    expect((await test.app.inject(`${paper}/versions/1`)).statusCode).toBe(303);
    const other = (await plans(maya, day('day', '2026-12-15'))).split('/').at(-1);
    const elsewhere = paper.replace(href.split('/').at(-1) ?? '', other ?? '');
    expect((await maya.get(elsewhere)).statusCode).toBe(404);
  });
});

describe('a paper', () => {
  it('goes out as it came in, to be kept or to be looked at, and can do nothing in the browser', async () => {
    const picture = pngOf();
    const paper = await adds(maya, 'A picture', { fileName: 'Map of Hartlepool.png', bytes: picture });
    const got = await at(0).get(`${paper}/versions/1`);
    expect(got.rawPayload.equals(picture)).toBe(true);
    expect(got.headers).toMatchObject({
      ...{ 'content-type': 'image/png', 'content-disposition': 'attachment; filename="Map of Hartlepool.png"' },
      ...{ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    });
    const looked = await at(0).get(`${paper}/versions/1?look=yes`);
    expect(looked.headers).toMatchObject({
      'content-disposition': 'inline; filename="Map of Hartlepool.png"',
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      ...{ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'DENY' },
    });
    const word = await adds(maya, 'Words', { fileName: 'w.docx', bytes: wordOf(['<kith-mark>&amp;lt;']) });
    expect((await at(0).get(`${word}/versions/1?look=yes`)).headers['content-disposition']).toMatch(/^attachment/);
  });

  it('of several megabytes comes out of the database byte by byte as it went in', async () => {
    const large = Buffer.alloc(3 * 1_048_576 + 17, 'Invented words in a long text. ');
    const paper = await adds(maya, 'Long', { fileName: 'long.txt', bytes: large });
    expect((await maya.get(`${paper}/versions/1`)).rawPayload.equals(large)).toBe(true);
  });

  it('is kept by the database itself from whoever does not sit in the group, bytes and all', async () => {
    await adds(maya, 'Behind the gate');
    const seen = async (roles: readonly HeldRole[]) => {
      const stranger = await signInAs(test, roles);
      return as(test, stranger, { roles, purpose: 'governance' }, async (trx) => {
        const { rows } = await sql<{ papers: number; versions: number; pieces: number }>`
          select (select count(*) from meeting_paper)::integer as papers,
            (select count(*) from meeting_paper_version)::integer as versions,
            (select count(*) from meeting_paper_bytes)::integer as pieces`.execute(trx);
        return rows[0];
      });
    };
    expect(await seen(['practitioner'])).toEqual({ papers: 0, versions: 0, pieces: 0 });
    expect((await seen(['business-manager']))?.pieces).toBeGreaterThan(4);
  });

  it('is replaced by another version with the reason; the earlier one stays and can be read', async () => {
    const paper = await adds(maya, 'Figures', { fileName: 'f.csv', bytes: 'Area,Children\nHartlepool,31\n' });
    const again = await sends(
      test,
      maya,
      paper,
      { because: 'x' },
      { fileName: 'g.csv', bytes: 'Area,Children\nHartlepool,31\n' },
    );
    expect(problemsIn(again)).toBe('400 This is the very file of version 1: choose the new one');
    expect(problemsIn(await sends(test, maya, paper, { because: '' }, null))).toContain('Enter what is new in it');
    const replaced = await sends(...[test, maya, paper, { because: 'Middlesbrough was missing' }], {
      fileName: 'f.csv',
      bytes: 'Area,Children\nHartlepool,31\nMiddlesbrough,44\n',
    });
    expect(replaced.statusCode).toBe(303);
    const shown = await text(at(2), paper);
    expect(shown).toContain('Middlesbrough 44');
    expect(shown).toContain(`Version 2 ${await nameOf(test, maya)}`);
    expect(shown).toContain('Middlesbrough was missing');
    const first = await text(at(2), `${paper}?version=1`);
    expect(first).toContain('This is version 1. Version 2 is the newest .');
    expect(first).not.toContain('Middlesbrough 44');
    expect((await at(2).get(`${paper}/versions/1`)).body).toBe('Area,Children\nHartlepool,31\n');
    expect((await maya.get(`${paper}?version=9`)).statusCode).toBe(404);
    expect((await maya.get(`${paper}/versions/9`)).statusCode).toBe(404);
  });

  it('is withdrawn with a reason: it stays in the list, and only whoever runs the meeting can open it', async () => {
    const paper = await adds(maya, 'Sent by mistake', { fileName: 'm.txt', bytes: 'Words that nobody should read\n' });
    expect(problemsIn(await maya.post(`${paper}/withdraw`, { reason: '' }))).toBe('400 Enter why it is withdrawn');
    await takes(maya, `${paper}/withdraw`, { reason: 'It belongs to another meeting' });
    expect(await text(at(1), `${href}/papers`)).toContain('Withdrawn: It belongs to another meeting');
    const closed = await text(at(1), paper);
    expect(closed).toContain('It belongs to another meeting');
    expect(closed).not.toContain('Words that nobody should read');
    expect(saidIn(await at(1).get(`${paper}/versions/1`))).toContain(
      '409 There is a problem “Sent by mistake” was withdrawn',
    );
    // The database itself keeps what it holds, from a query that forgot to ask as well.
    const held = (person: SignedIn, role: HeldRole, agency: string) =>
      as(test, person, { roles: [role], purpose: 'governance', agency }, async (trx) => {
        const { rows } = await sql<{ bytes: number; previews: number; listed: number }>`
          select (select count(*)::integer from meeting_paper_bytes where paper_id = ${numberIn(paper)}::uuid) as bytes,
            (select count(*)::integer from meeting_paper_preview where paper_id = ${numberIn(paper)}::uuid) as previews,
            (select count(*)::integer from meeting_paper_version where paper_id = ${numberIn(paper)}::uuid) as listed`.execute(
          trx,
        );
        return rows[0];
      });
    expect(await held(at(1), 'safeguarding-partner', PARTNERS[1])).toEqual({ bytes: 0, previews: 0, listed: 1 });
    for (const [person, role, agency] of [
      [at(0), 'safeguarding-partner', PARTNERS[0]],
      [maya, 'meeting-administrator', PARTNERS[0]],
    ] as const) {
      expect(await held(person, role, agency)).toEqual({ bytes: 1, previews: 1, listed: 1 });
    }
    // The first of the members chairs, so runs the meeting.
    expect(await text(at(0), paper)).toContain('Words that nobody should read');
    expect((await maya.get(`${paper}/versions/1`)).statusCode).toBe(200);
    expect(saidIn(await maya.post(`${paper}/withdraw`, { reason: 'Again' }))).toContain('409');
    const file = { fileName: 'n.txt', bytes: 'Other words\n' };
    expect(saidIn(await sends(test, maya, paper, { because: 'x' }, file))).toContain('Add it as a new paper.');
  });

  it('stays with the meeting when its item leaves the agenda', async () => {
    await takes(maya, `${href}/agenda`, {
      title: 'An item for a while',
      asks: 'note',
      minutes: '',
      leads: '',
      why: '',
    });
    const agenda = (await maya.get(`${href}/agenda`)).body;
    const item = [...agenda.matchAll(/\/items\/([0-9a-f-]{36})/g)].map(([, id = '']) => id);
    const page = (await maya.get(`${href}/papers`)).body;
    const option = /<option value="([0-9a-f-]{36})"[^>]*>\d+\. An item for a while</.exec(page)?.[1] ?? '';
    expect(item).toContain(option);
    const paper = await adds(maya, 'For the item', { fileName: 'i.txt', bytes: 'x y\n' }, { item: option });
    expect(await text(maya, paper)).toContain('For An item for a while');
    await takes(maya, `${href}/items/${option}`, {
      title: 'An item for a while',
      asks: 'note',
      minutes: '',
      leads: '',
      do: 'remove',
    });
    expect(await text(maya, paper)).toContain('For The meeting as a whole');
  });

  it('that comes, changes or goes after the agenda was sent is told to the members, without what it is about', async () => {
    const before = await adds(maya, 'Early paper');
    const told = async (one: SignedIn) =>
      (await noticesOf(test, one)).filter(({ words }) => words.includes('since the agenda')).map(({ words }) => words);
    expect(await told(at(1))).toEqual([]);
    await takes(maya, `${href}/send-agenda`);
    const late = await adds(maya, 'Late paper');
    const again = { because: 'A page was missing' };
    await sends(test, maya, before, again, { fileName: 'e.pdf', bytes: pdfOf('early, mended') });
    await takes(maya, `${before}/withdraw`, { reason: 'Not for this meeting' });
    const since = 'since the agenda of Executive on Tuesday 8 December 2026 at 10am was sent.';
    expect((await told(at(1))).sort()).toEqual([
      `A paper has a new version ${since}`,
      `A paper was added ${since}`,
      `A paper was withdrawn ${since}`,
    ]);
    expect((await noticesOf(test, at(1))).find(({ words }) => words.startsWith('A paper was added'))?.href).toBe(late);
    expect(await told(maya)).toEqual([]);
  });

  it('stands in the agenda that is circulated, by name and version', async () => {
    await adds(maya, 'A paper to be listed');
    const word = await maya.get(`${href}/download?format=docx`);
    const words = await wordsOfWord(word.rawPayload);
    expect(words).toContain('A paper to be listed');
    expect(words).toContain('PDF, version 1');
    expect((await maya.get(`${href}/download?format=pdf`)).statusCode).toBe(200);
  });

  it('leaves its trace in the ledger: who added, read, took, replaced and withdrew it', async () => {
    const paper = await adds(maya, 'Traced', { fileName: 't.txt', bytes: 'One\n' });
    const [added] = await entries(test);
    expect(added).toMatchObject({ event: 'paper.add', outcome: 'done' });
    await at(1).get(paper);
    expect(await entries(test)).toMatchObject([{ event: 'paper.read' }]);
    await at(1).get(`${paper}/versions/1`);
    expect(await entries(test)).toMatchObject([{ event: 'paper.download' }]);
    await sends(test, maya, paper, { because: 'Two came after one' }, { fileName: 't.txt', bytes: 'Two\n' });
    expect(await entries(test)).toMatchObject([{ event: 'paper.replace', why: 'Two came after one' }]);
    await takes(maya, `${paper}/withdraw`, { reason: 'Was invented' });
    expect(await entries(test)).toMatchObject([{ event: 'paper.withdraw', why: 'Was invented' }]);
    const { rows } = await sql<{ before: string | null; after: string }>`
      select before, after from field_change where field = 'paper “Traced”' order by seq`.execute(root);
    const changes = rows.map(({ before, after }) =>
      `${before} → ${after}`.replaceAll(/SHA-256 [0-9a-f]{64}/g, 'SHA-256 …'),
    );
    expect(changes).toEqual([
      'null → version 1: t.txt, 1 KB, SHA-256 …',
      'version 1: t.txt, 1 KB, SHA-256 … → version 2: t.txt, 1 KB, SHA-256 …',
      'there → withdrawn',
    ]);
  });
});

describe('the papers of a meeting', () => {
  it('do not change any more once its minutes are agreed', async () => {
    const held = await plans(maya);
    await takes(maya, `${held}/start`);
    await attends(maya, held, ['present', 'present', 'present', 'present']);
    const file = { fileName: 'late.pdf', bytes: pdfOf('late') };
    const form = { title: 'Late', item: '', agency: '' };
    await takes(maya, `${held}/finish`);
    const added = await sends(test, maya, `${held}/papers`, form, file);
    expect(added.statusCode).toBe(303);
    await takes(maya, `${held}/agree`, day('agreed', '2026-11-23'));
    const refused = await sends(test, maya, `${held}/papers`, form, { ...file, bytes: pdfOf('later') });
    expect(saidIn(refused)).toContain('409 There is a problem Adding a paper is not possible');
    const paper = String(added.headers.location).split('?', 1)[0] ?? '';
    expect((await maya.get(paper)).body).not.toContain('Put this version in its place');
    expect((await maya.get(`${paper}/versions/1`)).statusCode).toBe(200);
  });

  it('can’t be written over or taken away by the program itself', async () => {
    await adds(maya, 'Kept');
    for (const table of ['meeting_paper_version', 'meeting_paper_bytes', 'meeting_paper_preview']) {
      await expect(sql`update ${sql.table(table)} set version = version`.execute(test.db)).rejects.toThrow(
        'permission denied',
      );
      await expect(sql`delete from ${sql.table(table)}`.execute(test.db)).rejects.toThrow('permission denied');
    }
  });
});
