import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { access } from '../../../access.ts';
import { HELD_ROLES, type HeldRole } from '../../../platform/access/index.ts';
import { type Giver, mayEnd, mayGive, ROLE_GIVERS, rolesToGive } from './role-givers.ts';

const agency = fc.constantFrom('council', 'police', 'health');
const role = fc.constantFrom(...HELD_ROLES);
const someone = fc.record({ id: fc.constantFrom('a', 'b', 'c'), agency, roles: fc.uniqueArray(role) });
const every = (check: (giver: Giver, role: HeldRole, person: Giver) => boolean) =>
  fc.assert(fc.property(someone, role, someone, check), { numRuns: 2000 });

describe('who gives which role', () => {
  it('is said of every role, once, with a reason', () => {
    expect(ROLE_GIVERS.map((line) => line.role)).toEqual(HELD_ROLES);
    for (const line of ROLE_GIVERS) {
      expect(line.givers.length).toBeGreaterThan(0);
      expect(line.why).toMatch(/^[A-Z].+\.$/);
    }
  });

  it('never lets an administrator open a restricted record to anybody', () => {
    const byAdministrator = ROLE_GIVERS.filter((line) => line.givers.some((one) => one.giver === 'administrator'));
    expect(byAdministrator.map((line) => line.role)).toEqual(['meeting-administrator', 'administrator', 'auditor']);
    for (const line of byAdministrator) expect(access.reachesRestricted([line.role])).toBe(false);
  });

  it('is left to roles that the access table lets manage roles, within no more than its scope', () => {
    for (const { giver, within } of ROLE_GIVERS.flatMap((line) => line.givers)) {
      const scopes = access.lines([giver], 'manage', 'role-holding').map((line) => line.scope);
      expect(scopes).toContain(within);
    }
  });

  it('names nobody who gives a role to themselves or ends their own', () => {
    every(
      (giver, role, person) =>
        giver.id !== person.id || (!mayGive(giver, role, person) && !mayEnd(giver, role, person)),
    );
  });

  it('gives nothing to whoever holds no role that gives', () => {
    const giving = new Set(ROLE_GIVERS.flatMap((line) => line.givers.map((one) => one.giver)));
    every((giver, role, person) => giver.roles.some((one) => giving.has(one)) || !mayEnd(giver, role, person));
  });

  it('keeps an assurance lead to their own agency', () => {
    every((giver, role, person) => {
      const lead = { ...giver, roles: ['assurance-lead'] as const };
      return giver.agency === person.agency || (!mayGive(lead, role, person) && !mayEnd(lead, role, person));
    });
  });

  it('lets whoever gives a role end it, and an administrator end any', () => {
    every((giver, role, person) => !mayGive(giver, role, person) || mayEnd(giver, role, person));
    every(
      (giver, role, person) =>
        giver.id === person.id || mayEnd({ ...giver, roles: [...giver.roles, 'administrator'] }, role, person),
    );
  });

  it('gives nobody more by a role less', () => {
    every(
      (giver, role, person) =>
        mayGive(giver, role, person) || !mayGive({ ...giver, roles: giver.roles.slice(1) }, role, person),
    );
  });

  it('offers exactly what may be given', () => {
    every((giver, role, person) => rolesToGive(giver, person).includes(role) === mayGive(giver, role, person));
  });
});
