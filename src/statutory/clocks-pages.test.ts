import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { gateForNobody } from '../../test/support/gate.ts';
import { silentLog } from '../../test/support/log.ts';
import { directoryModule } from '../directory/index.ts';
import type { Deps } from '../platform/module.ts';
import { loadFiles } from '../platform/records/index.ts';
import { loadAssets } from '../platform/web/assets.ts';
import { buildServer } from '../platform/web/server.ts';
import { readTime } from './calculator.ts';
import { statutoryKinds } from './kinds.ts';
import { clockRoutes } from './routes.ts';

let app: FastifyInstance;
let empty: FastifyInstance;
let database: TestDatabase;
let bare: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  bare = await freshDatabase();
  const files = ['bank-holidays.yaml', 'time-limits.yaml'].map((name) => ({
    name,
    text: readFileSync(join(import.meta.dirname, 'england', name), 'utf8'),
  }));
  const kinds = [...statutoryKinds, ...(directoryModule.recordKinds ?? [])];
  await loadFiles(database.db, files, { kinds, loadedBy: 'a test', now: now() });
  [app, empty] = (await Promise.all([database, bare].map(({ db }) => serve(db)))) as [FastifyInstance, FastifyInstance];
});
afterAll(async () => {
  await Promise.all([app.close(), empty.close()]);
  await Promise.all([database.close(), bare.close()]);
});

const now = () => new Date('2026-11-23T09:00:00Z');

async function serve(db: Deps['db']): Promise<FastifyInstance> {
  const server = await buildServer({
    log: silentLog(),
    assets: await loadAssets(),
    nav: [],
    installation: () => ({ partnershipName: 'Northby', demonstration: false }),
    gate: gateForNobody(),
    secure: false,
  });
  clockRoutes(server, { db, now } as Deps);
  await server.ready();
  return server;
}

/** Asks the calculator as its form does: every field is sent, filled in or not. */
async function ask(typed: Record<string, string>, server = app) {
  const query = { limit: '', 'start-day': '', 'start-month': '', 'start-year': '', time: '', ...typed };
  const answer = await server.inject({ url: '/clocks', query });
  return { status: answer.statusCode, text: textOf(answer.body), body: answer.body };
}

function textOf(body: string): string {
  const main = body.slice(body.indexOf('<main'));
  return main
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:;])/g, '$1');
}

const fourth = { 'start-day': '4', 'start-month': '10', 'start-year': '2021' };

describe('the page of time limits', () => {
  test('shows every limit with its edition, its source and whether it was checked', async () => {
    const answer = await app.inject('/clocks');
    expect(answer.statusCode).toBe(200);
    const text = textOf(answer.body);
    expect(text).toContain('Rapid review: within 15 working days');
    expect(text).toContain(
      'Working Together 2023 (since December 2023). Working Together 2018 (2018 to December 2023): the same.',
    );
    expect(text).toContain('Recalled, check before relying on it');
    expect(text).toContain('Read in: Children in need census 2023 to 2024, guide.');
    expect(text).not.toContain('There is a problem');
  });

  test('says what will be here and how it gets here when nothing is loaded', async () => {
    const answer = await empty.inject('/clocks');
    expect(answer.statusCode).toBe(200);
    expect(textOf(answer.body)).toContain('kith load time-limits.yaml bank-holidays.yaml');
    expect((await ask(fourth, empty)).status).toBe(200);
  });
});

describe('the calculator', () => {
  test('answers with the date, the reason and the days it left out', async () => {
    const { status, text } = await ask({ limit: 'rapid-review', ...fourth });
    expect(status).toBe(200);
    expect(text).toContain('Due Monday 25 October 2021');
    expect(text).toContain(
      '15 working days from Monday 4 October 2021: due Monday 25 October 2021. Working Together 2018.',
    );
    expect(text).toContain('Days not counted: 6 days at weekends');
    const easter = await ask({
      limit: 'rapid-review',
      'start-day': '18',
      'start-month': 'March',
      'start-year': '2024',
    });
    expect(easter.text).toContain('Good Friday, 29 March 2024 Easter Monday, 1 April 2024');
  });

  test('warns when the limit is only recalled', async () => {
    const { text } = await ask({ limit: 'first-core-group', ...fourth });
    expect(text).toContain('This limit is recalled, not checked. Look it up before you rely on it.');
  });

  test('keeps what was typed', async () => {
    const { body } = await ask({ limit: 'rapid-review', ...fourth });
    expect(body).toMatch(
      /<option[^>]* value="rapid-review"[^>]* selected|<option[^>]* selected[^>]* value="rapid-review"/,
    );
    expect(body).toMatch(/name="start-year"[^>]*value="2021"|value="2021"[^>]*name="start-year"/);
  });

  test('counts hours from a time as people write it', async () => {
    const { text } = await ask({
      limit: 'return-home-interview',
      'start-day': '29',
      'start-month': 'oct',
      'start-year': '2021',
      time: '4.30pm',
    });
    expect(text).toContain('due 3:30pm on Monday 1 November 2021');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['nothing filled in', {}, 'Choose a time limit', '#limit'],
    ['no date', { limit: 'rapid-review' }, 'Enter the date it started', '#start-day'],
    ['no year', { limit: 'rapid-review', ...fourth, 'start-year': '' }, 'must include a year', '#start-year'],
    [
      'no such day',
      { limit: 'rapid-review', ...fourth, 'start-day': '31', 'start-month': '9' },
      'must be a real date',
      '#start-day',
    ],
    [
      'letters for a day',
      { limit: 'rapid-review', ...fourth, 'start-day': 'four' },
      'must be a real date',
      '#start-day',
    ],
    [
      'a year of two digits',
      { limit: 'rapid-review', ...fourth, 'start-year': '21' },
      'must have 4 numbers',
      '#start-year',
    ],
    ['no such limit', { limit: 'x', ...fourth }, 'Choose a time limit', '#limit'],
    [
      'hours without a time',
      { limit: 'return-home-interview', ...fourth },
      'because this limit runs in hours',
      '#time',
    ],
    [
      'no such time',
      { limit: 'return-home-interview', ...fourth, time: 'late' },
      'must be a time, like 16:30',
      '#time',
    ],
    [
      'a year without bank holidays',
      { limit: 'rapid-review', ...fourth, 'start-year': '2031' },
      'no bank holidays for 2031',
      '#start-day',
    ],
    [
      'an hour that never was',
      { limit: 'data-breach', 'start-day': '28', 'start-month': '3', 'start-year': '2021', time: '1:30am' },
      'the clocks went forward',
      '#time',
    ],
  ])('says what to mend: %s', async (_case, typed, message, href) => {
    const { status, body, text } = await ask(typed);
    expect(status).toBe(400);
    expect(body).toContain('<title>Error: Time limits - Kith</title>');
    expect(text).toContain('There is a problem');
    const summary = body.slice(body.indexOf('govuk-error-summary'), body.indexOf('<h1'));
    expect(summary).toContain(message);
    expect(summary).toContain(`href="${href}"`);
    expect(body).toContain(`id="${href.slice(1)}"`);
  });

  test('shows what a stranger typed as text only', async () => {
    const { body } = await ask({ limit: 'rapid-review', ...fourth, time: '"><script>alert(1)</script>' });
    expect(body).not.toContain('<script>alert');
  });

  test('reads times as people write them', () => {
    const times = ['16:30', '16.30', '1630', '4:30pm', '4.30 PM', '9am', '12am', '12pm', 'midday', 'midnight', '00:00'];
    expect(times.map(readTime)).toEqual([
      '16:30',
      '16:30',
      '16:30',
      '16:30',
      '16:30',
      '09:00',
      '00:00',
      '12:00',
      '12:00',
      '00:00',
      '00:00',
    ]);
    expect(['', '9', '25:00', '13pm', '16:60', '0am', 'late', '4:3'].map(readTime)).toEqual(Array(8).fill(undefined));
  });
});

test('the bank holidays stand on a page of their own, with their source', async () => {
  const answer = await app.inject('/clocks/bank-holidays');
  expect(answer.statusCode).toBe(200);
  const text = textOf(answer.body);
  expect(text).toContain('Monday 19 September 2022 State funeral bank holiday');
  expect(text).toContain('Tuesday 28 December 2021 Boxing Day (substitute day)');
  expect(answer.body).toContain('/records/bank-holiday/2022-09-19');
  expect(textOf((await empty.inject('/clocks/bank-holidays')).body)).toContain('kith load bank-holidays.yaml');
});
