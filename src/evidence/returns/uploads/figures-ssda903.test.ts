import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { uploadOf } from '../../../../test/support/checked-returns.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { RULE_YEARS, readBook } from '../ssda903/index.ts';
import { zipOf } from '../xlsx/write.testing.ts';
import { lookedAfterFigures } from './figures-ssda903.ts';
import { returnKind } from './kinds.ts';

const EPISODES = `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC
A,01/01/2024,S,C2,N1,U6,PR1,01/06/2024,X1
A,01/06/2024,P,C2,N1,U6,PR1,,
B,01/04/2024,S,C2,N1,U6,PR1,31/03/2025,E4B
C,31/03/2025,S,C2,N1,U6,PR1,,
D,01/05/2024,S,V4,N1,U6,PR1,,
E,01/01/2020,S,E1,N1,A5,PR1,01/04/2024,E11
F,01/01/2020,S,C2,N1,U6,PR1,31/03/2024,E13
G,01/04/2025,S,C2,N1,U6,PR1,,
`;
const FILES: Readonly<Record<string, string>> = {
  'episodes.csv': EPISODES,
  'header.csv': `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,M,01/02/2012,WBRI,UN1,,\n`,
  'uasc.csv': 'CHILD,SEX,DOB,DUC\nA,M,01/02/2012,01/02/2030\nC,M,01/02/2012,01/03/2025\n',
  'missing.csv': `CHILD,DOB,MISSING,MIS_START,MIS_END
A,01/02/2012,M,31/03/2024,01/04/2024
A,01/02/2012,M,05/06/2024,06/06/2024
A,01/02/2012,A,07/06/2024,08/06/2024
B,01/02/2012,M,01/03/2024,02/03/2024
`,
};

async function counted(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-figures-903-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { book } = await readBook(folder, { ruleset: '2024/25', collectionYear: 2025 });
    return Object.fromEntries(lookedAfterFigures(book).map(({ key, value, because }) => [key, value ?? because]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('is offered for the years of which there are rules, the newest first', () => {
  expect(returnKind('ssda903').by).toEqual({ years: RULE_YEARS.toReversed() });
});

describe('figures that are counted from a return of children looked after', () => {
  it('count what their definitions say, at the very edges of the year', async () => {
    expect(await counted(FILES)).toEqual({
      // B ended on the last day and C began on it; D is a short break, F ended before the year and G begins after it.
      ...{ 'looked-after': 2, 'looked-after-in-year': 4, 'started-looked-after': 2, 'ceased-looked-after': 2 },
      ...{ adopted: 1, unaccompanied: 1, 'missing-episodes': 2, 'missing-children': 1 },
      'care-leavers': 'The return has no file of care leavers.',
    });
  });

  it('are not known without their file, and never nothing', async () => {
    const { 'episodes.csv': _gone, ...rest } = FILES;
    expect(await counted(rest)).toMatchObject({
      'looked-after': 'The return has no file of episodes.',
      'missing-episodes': 2,
    });
  });
});

describe('an accepted return of children looked after', () => {
  let test: TestApp;
  let analyst: SignedIn;
  const zip = (files: Readonly<Record<string, string>>) =>
    zipOf(Object.entries(files).map(([name, text]) => ({ name: `SSDA903/${name}`, bytes: Buffer.from(text) })));
  const send = (year: string, files = FILES) =>
    uploadOf(test, analyst, { kind: 'ssda903', 'ssda903-year': year }, zip(files), 'our return.zip');
  beforeAll(async () => {
    test = await buildTestApp();
    analyst = await signInAs(test, 'analyst');
  });
  afterAll(() => test.close());

  it('is read by rule, by child and by table before it counts, with its rows as they are written', async () => {
    const { href } = await send('2024/25', {
      ...FILES,
      'header.csv': FILES['header.csv']?.replace('WBRI', 'nobody') ?? '',
    });
    const preview = (await analyst.get(`${href}?rule=103`)).body;
    for (const words of ['SSDA903 return of children looked after, rules of 2024/25', '103', 'nobody'])
      expect(preview).toContain(words);
    // What a page asks for is what a page can take, and no word of the command line.
    const whole = (await analyst.get(href)).body;
    expect(whole).toContain('of the year before: pack its files too, in a folder “last” of the archive.');
    expect(whole).not.toMatch(/ --(last|providers|authority)/);
    expect((await analyst.get(`${href}?by=table`)).body).toContain('Episodes');
    expect((await analyst.get(`${href}?by=child`)).body).toContain('child=A');
    const file = await analyst.get(`${href}/findings.csv`);
    expect(file.body).toMatch(/^103,error,.*,A,Header,2,ETHNIC,nobody/m);
  });

  it('gives its figures to the snapshot, with definition, rules and receipt', async () => {
    const { href, id } = await send('2024/25');
    expect((await analyst.post(`${href}/accept`, { because: 'A test needs it' })).statusCode).toBe(303);
    const receipt = (await analyst.get(`/returns/receipts/${id}`)).body;
    expect(receipt).toContain('Children looked after at the end of the year');
    const page = (await analyst.get('/snapshot/areas/E06000001?year=2024-25')).body;
    expect(page).toContain('Children looked after, counted from the SSDA903');
    const figure = /href="(\/figures\/\d+)"/.exec(page)?.[1] ?? '';
    const provenance = (await analyst.get(figure)).body;
    for (const words of ['Receipt RET-2026-', 'rules of 2024/25', 'accepted it in Kith'])
      expect(provenance).toContain(words);
  });

  it('of another year is not accepted, and what is no such archive is refused in one sentence', async () => {
    const { href } = await send('2022/23');
    expect((await analyst.post(`${href}/accept`, { because: 'A test needs it' })).statusCode).toBe(409);
    const cut = await uploadOf(
      test,
      analyst,
      { kind: 'ssda903', 'ssda903-year': '2024/25' },
      zip({ 'episodes.csv': `${EPISODES}"` }),
      'our return.zip',
    );
    expect((await analyst.get(cut.href)).body).toContain('opens a quotation mark that is never closed');
    const none = await uploadOf(
      test,
      analyst,
      { kind: 'ssda903', 'ssda903-year': '2024/25' },
      zip({ 'notes.txt': 'x' }),
      'x.zip',
    );
    expect((await analyst.get(none.href)).body).toContain('The archive holds no CSV file');
  });
});
