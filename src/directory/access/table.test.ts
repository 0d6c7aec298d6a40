import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';
import { access } from '../../access.ts';
import { ROLES } from '../../platform/access/index.ts';
import { ROLE_GIVERS } from '../people/roles/role-givers.ts';
import { actionInWords, reachInWords } from './table-words.ts';

let test: TestApp;
let somebody: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  somebody = await signInAs(test, 'meeting-administrator');
});
afterAll(() => test.close());

describe('the access table', () => {
  it('is read on one page by anybody who is signed in: every role, every line, why, and who gives which role', async () => {
    const answer = await somebody.get('/access');
    expect(answer.statusCode).toBe(200);
    const text = textIn(answer.body).replaceAll(' : ', ': ');
    for (const { name } of Object.values(ROLES)) expect(text).toContain(name);
    expect(access.grants.length).toBeGreaterThan(20);
    for (const line of access.grants) {
      expect(text).toContain(`${actionInWords(line)}: ${reachInWords(line)}`);
      expect(text).toContain(line.why);
    }
    for (const { why } of ROLE_GIVERS) expect(text).toContain(why);
  });

  it('is not for somebody who is signed out', async () => {
    const answer = await test.app.inject({ url: '/access' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?back=%2Faccess']);
  });

  it('goes to an auditor as comma-separated values: one row a line, each as the program has it', async () => {
    const answer = await somebody.get('/access/table.csv');
    expect(answer.headers['content-disposition']).toContain('kith-who-may-see-what-2026-11-23.csv');
    const rows = parse(answer.body, { bom: true }) as string[][];
    expect(rows).toHaveLength(access.grants.length + 1);
    const lines = rows.slice(1).map((row) => row.at(-1));
    const told = access.grants.map((one) =>
      [one.role, one.action, one.kind, one.scope, one.involvement, one.purposes.join('+')].join(' '),
    );
    expect(lines.toSorted()).toEqual(told.toSorted());
  });

  it('goes to an auditor as a spreadsheet, with who gives which role and the rules above the lines', async () => {
    const answer = await somebody.get('/access/table.xlsx');
    expect(answer.headers['content-disposition']).toContain('kith-who-may-see-what-2026-11-23.xlsx');
    const { sheets } = await readXlsx(answer.rawPayload, { readStyles: true });
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      'Who may do what',
      'Who gives which role',
      'Notes and definitions',
    ]);
    expect(sheets[0]?.rows).toHaveLength(access.grants.length + 1);
    const givers = ROLE_GIVERS.reduce((sum, one) => sum + one.givers.length, 0);
    expect(sheets[1]?.rows).toHaveLength(givers + 1);
    expect(JSON.stringify(sheets[2]?.rows)).toContain('Conflict of interest');
    for (const sheet of sheets) for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
  });
});
