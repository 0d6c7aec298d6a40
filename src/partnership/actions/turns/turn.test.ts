import { describe, expect, it } from 'vitest';
import type { Role } from '../../../platform/access/index.ts';
import { isAble, type Standing, waitOf, whoseTurn } from './turn.ts';

const who = (id: string, agency: string, ...roles: Role[]): Standing => ({ id, name: id, agency, roles });
const lead = who('lead', 'police', 'assurance-lead');
const otherLead = who('other-lead', 'school', 'assurance-lead');
const manager = who('manager', 'council', 'business-manager');
const administrator = who('administrator', 'council', 'meeting-administrator');
const people = [lead, otherLead, manager, administrator];
const action = { agency: 'police', ownerId: 'owner', givenBy: 'administrator', doneBy: 'owner' };
const ids = (wait: Parameters<typeof whoseTurn>[0], change: Partial<typeof action> = {}) =>
  whoseTurn(wait, { ...action, ...change }, people).map(({ id }) => id);

describe('what of an action waits', () => {
  it('is one thing at a time: a new owner, an answer, the doing, the look at its effect', () => {
    const open = { state: 'open', asked: false, ownerLeft: false } as const;
    expect(waitOf(open)).toBe('doing');
    expect(waitOf({ ...open, asked: true })).toBe('answer');
    expect(waitOf({ ...open, asked: true, ownerLeft: true })).toBe('new-owner');
    expect(waitOf({ ...open, state: 'done' })).toBe('look');
    expect(waitOf({ ...open, state: 'made-a-difference' })).toBeNull();
  });

  it('waits for an effect’s judge: never for its owner, for whoever did it, or for a giver who may not judge', () => {
    expect(isAble('look', action, administrator)).toBe(false);
    expect(ids('look')).toEqual(['lead']);
    expect(ids('look', { givenBy: 'manager' })).toEqual(['manager']);
    for (const barred of [{ ownerId: 'lead' }, { doneBy: 'lead' }]) expect(ids('look', barred)).toEqual(['manager']);
  });

  it('waits for whoever may answer a request for more time: the giver first, then whoever answers for the agency', () => {
    expect(ids('answer')).toEqual(['administrator']);
    expect(ids('answer', { givenBy: 'gone' })).toEqual(['lead']);
    expect(whoseTurn('answer', { ...action, givenBy: 'gone' }, [otherLead])).toEqual([]);
  });
});
