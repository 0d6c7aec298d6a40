import { expect } from 'vitest';
import { DISAGREEMENT_FORM, PEER_FORM } from '../../src/partnership/challenge/challenge.testing.ts';
import type { SignedIn } from './people.ts';

type Typed = Record<string, string>;

async function raised(by: SignedIn, at: string, form: Typed): Promise<{ id: string; href: string }> {
  const answer = await by.post(at, form);
  expect(answer.statusCode, /govuk-error-summary[\s\S]{0,900}/.exec(answer.body)?.[0]).toBe(303);
  const href = String(answer.headers.location).split('?', 1)[0] ?? '';
  return { id: href.split('/').at(-1) ?? '', href };
}

/** Raises the invented disagreement, with some fields typed otherwise, and returns where it is. */
export function disagreed(by: SignedIn, change: Typed = {}): Promise<{ id: string; href: string }> {
  return raised(by, '/challenge/disagreements', { ...DISAGREEMENT_FORM, ...change });
}

/** Raises the invented challenge between agencies, with some fields typed otherwise, and returns where it is. */
export function challenged(by: SignedIn, change: Typed = {}): Promise<{ id: string; href: string }> {
  return raised(by, '/challenge/peer', { ...PEER_FORM, ...change });
}
