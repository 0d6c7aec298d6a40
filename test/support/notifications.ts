import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { INVENTED_FORM } from '../../src/partnership/learning/notifications/notification.testing.ts';
import { actAs } from '../../src/platform/access/index.ts';
import { TEST_NOW, type TestApp } from './app.ts';
import type { SignedIn } from './people.ts';

/** The list of notifications, and the address that takes a new one. */
export const LIST = '/learning/notifications';

/** A form as a browser sends it. */
export type Typed = Record<string, string | string[]>;

/** The invented incident's form, with some fields typed otherwise. */
export function sent(change: Typed = {}): Typed {
  return { ...INVENTED_FORM, do: 'save', ...change };
}

/** Records an invented incident and returns where it is. */
export async function recorded(by: SignedIn, change: Typed = {}): Promise<{ id: string; href: string }> {
  const answer = await by.post(LIST, sent(change));
  expect(answer.statusCode, /govuk-error-summary[\s\S]{0,900}/.exec(answer.body)?.[0]).toBe(303);
  const href = String(answer.headers.location).split('?', 1)[0] ?? '';
  return { id: href.split('/').at(-1) ?? '', href };
}

/** What the form of a page holds, as a browser would send it back. */
export function formOf(body: string): Typed {
  const form: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string) => {
    if (name && !name.startsWith('_')) form[name] = [...(form[name] ?? []), asText(value)];
  };
  const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
  for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
    const type = /type="(\w+)"/.exec(tag)?.[1];
    if ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag)) continue;
    add(/name="([^"]*)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name, text] of main.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    add(name, text ?? '');
  for (const [, name, options] of main.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    add(name, /<option(?=[^>]* selected)[^>]*value="([^"]*)"/.exec(options ?? '')?.[1] ?? '');
  }
  return form;
}

function asText(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** An entry of the ledger, as these tests look at it. */
export interface Line {
  event: string;
  outcome: string;
  record: string | null;
  seen: string[] | null;
  why: string | null;
  purpose: string | null;
}

/** Somebody who may read the whole ledger. */
export const AUDITOR = {
  ...{ id: randomUUID(), name: 'Invented Auditor', agency: 'cleveland-police', agencyName: 'x', team: null },
  roles: ['auditor'] as const,
};

/** The newest entries of the ledger, as an auditor reads them. */
export function entries(test: Pick<TestApp, 'db'>, most = 1): Promise<Line[]> {
  return actAs(test.db, { actor: AUDITOR, purpose: 'audit', now: TEST_NOW }, async (trx) => {
    const { rows } = await sql<Line>`
      select event, outcome, record_id as record, seen, why, purpose
      from ledger_entry order by seq desc limit ${most}`.execute(trx);
    return rows;
  });
}

/** How many references were given so far: a notification that is written takes one. */
export async function referencesGiven(test: Pick<TestApp, 'db'>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select last_value::integer as n from serious_incident_number`.execute(
    test.db,
  );
  return rows[0]?.n ?? 0;
}
