import { randomUUID } from 'node:crypto';
import { mayEnd, mayGive, ROLE_GIVERS } from '../../src/directory/people/roles/role-givers.ts';
import { DISAGREEMENT_FORM, PEER_FORM } from '../../src/partnership/challenge/challenge.testing.ts';
import { INVENTED_FORM } from '../../src/partnership/learning/notifications/notification.testing.ts';
import { GOVERNANCE_SAMPLES } from './governance-samples.ts';
import type { TestRecord } from './restricted-records.ts';
import type { Player } from './world.ts';

/** Somebody whom the tests let others look after: not one of those who send requests. */
export interface TestPerson {
  id: string;
  agency: string;
  /** A role they hold, as a record of its own. */
  holding: string;
}

/** What a request is about: a restricted record, a person, nothing that exists, or nothing in particular. */
export type Target = { id: string; record?: TestRecord; person?: TestPerson };

type Form = Record<string, string | string[]>;

/**
 * What the contract tests must be told of a route that they can't read off it: an address that leads somewhere and a form
 * that would be taken. Whoever adds a route whose address has parts, or whose form has fields, adds a sample here.
 */
export interface Sample {
  /** What the number in the address, or in the form, is a number of. */
  of?: 'record' | 'person';
  /** The parts of the address. */
  params?: (target: Target) => Record<string, string>;
  query?: (target: Target) => Record<string, string>;
  /** A form that would be taken. */
  form?: (target: Target) => Form;
  /** The kind of record in the address, where the permission is for a part of it: one that is not there is refused as that. */
  about?: string;
  /** For a route that is open to whoever is signed in and decides about the record by itself. */
  decides?: { action: string; kind: string };
  /** What the module's own rules add to the access table: the answers that are right then. */
  besides?: (player: Player, target: Target) => readonly number[] | null;
  /** The code of what the form does when its fields say the opposite. */
  otherwise?: string;
  /** Not tried on everybody: it changes who is signed in. The folder or file with the test, which must name the address. */
  testedIn?: string;
}

const id = (target: Target) => ({ id: target.id });
const person = { of: 'person', params: id } as const satisfies Sample;
const notification = { of: 'record', params: id } as const satisfies Sample;
const because = 'A test needs it';
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Neither the agency whose records these are nor that of the others who ask. */
const THIRD_AGENCY = 'tsab';

/** Only a council records a notification; others are told so. */
const councilOnly = (player: Player) => (player.agency.endsWith('-council') ? null : [403]);

const SIGN_IN = 'src/directory/sign-in';
const RETURNS = 'src/evidence/returns/uploads';
const checkedReturn = { of: 'record', params: id } as const satisfies Sample;
/** An action or a recommendation is made by the tests of its own module; to these it is one that is not there. */
const NO_ACTION = { params: id, besides: () => [404], testedIn: 'src/partnership/actions' } as const satisfies Sample;
const OWNER_OF_ACTION = 'priya.example@example.invalid';
/** Whoever answers for an agency gives actions to people of that agency alone. */
const withinAgency = (player: Player) =>
  player.roles.some((role) => ['business-manager', 'safeguarding-partner', 'meeting-administrator'].includes(role)) ||
  player.agency === 'hartlepool-borough-council'
    ? null
    : [400];
const recommended = {
  words: 'An invented recommendation',
  ...{ source: 'other', 'source-words': 'An invented source', agencies: 'cleveland-police', response: 'waiting' },
  ...{ 'made-day': '2', 'made-month': '11', 'made-year': '2026', 'response-why': 'Not yet' },
  ...{ 'responded-day': '', 'responded-month': '', 'responded-year': '' },
};

/** One entry for an address, whatever the method; or for its form alone, with POST before it. */
const SAMPLES: Record<string, Sample> = {
  '/assets/*': { params: () => ({ '*': 'none.css' }) },
  '/calendar/:file': { params: () => ({ file: 'none.ics' }), testedIn: 'src/meetings/calendar' },
  '/records/:kind/:key': { params: () => ({ kind: 'priority', key: 'none' }) },
  '/partnership/groups/:key': { params: () => ({ key: 'none' }) },
  ...GOVERNANCE_SAMPLES,
  '/priorities/:key': { params: () => ({ key: 'none' }) },
  '/learning/themes/:key': { params: () => ({ key: 'none' }) },
  '/learning/reviews/:key': { params: () => ({ key: 'none' }) },
  '/learning/audits/:key': { params: () => ({ key: 'none' }) },
  '/figures/:id': { params: () => ({ id: '1' }) },
  '/snapshot/areas/:code': { params: () => ({ code: 'E06000001' }) },
  '/snapshot/indicators/:code': { params: () => ({ code: 'children-under-18' }) },
  '/snapshot/published/:measureId': { params: () => ({ measureId: 'none' }) },
  ...files('/snapshot', {}),
  ...files('/snapshot/areas/:code', { code: 'E06000001' }),
  ...files('/snapshot/indicators/:code', { code: 'children-under-18' }),
  ...files('/snapshot/published/:measureId', { measureId: 'none' }),
  '/report/:year': { params: () => ({ year: '2021-22' }) },
  '/report/:year/account': { params: () => ({ year: '2026-27' }) },
  '/report/:year/checklist': { params: () => ({ year: '2021-22' }) },
  '/report/:year/requirements/:requirement': {
    params: () => ({ year: '2026-27', requirement: 'wt2023-1' }),
    form: () => ({ verdict: 'partly', words: 'Invented', missing: because, judged: 'The business unit', why: because }),
  },
  '/report/:year/requirements/:requirement/history': {
    params: () => ({ year: '2025-26', requirement: 'wt2023-2' }),
    besides: () => [404],
    testedIn: 'src/evidence/annual-report/judging',
  },
  '/report/:year/download': { params: () => ({ year: '2021-22' }), query: () => ({ format: 'html' }) },
  '/report/:year/download-for-partners': { params: () => ({ year: '2021-22' }), query: () => ({ format: 'html' }) },
  '/welcome/:token': {
    params: () => ({ token: 'A'.repeat(43) }),
    form: () => ({ password: 'three invented words here' }),
    testedIn: SIGN_IN,
  },
  '/sign-in': { form: () => ({ email: 'nobody@example.invalid', password: 'not a password' }), testedIn: SIGN_IN },
  '/sign-in/passkey': { form: () => ({ answer: '{}' }), testedIn: SIGN_IN },
  '/sign-in/code': { form: () => ({ code: '123456' }), testedIn: SIGN_IN },
  '/sign-out': { testedIn: SIGN_IN },
  // Without a file nothing is sent.
  'POST /returns/new': {
    form: () => ({ kind: 'cin', 'cin-year': '2024/25', 'annex-a-day': '', 'annex-a-month': '', 'annex-a-year': '' }),
    besides: () => [400],
    testedIn: RETURNS,
  },
  '/returns/uploads/:id': checkedReturn,
  '/returns/uploads/:id/findings.csv': checkedReturn,
  '/returns/uploads/:id/progress': { params: id, besides: () => [404] },
  // What is checked already is not cancelled any more.
  '/returns/uploads/:id/cancel': { ...checkedReturn, besides: () => [409], testedIn: RETURNS },
  '/returns/uploads/:id/throw-away': { ...checkedReturn, testedIn: RETURNS },
  '/returns/uploads/:id/accept': { ...checkedReturn, form: () => ({ because }), testedIn: RETURNS },
  '/returns/uploads/:id/spellings': checkedReturn,
  // A census has no spellings to be mapped, and the form says so.
  'POST /returns/uploads/:id/spellings': {
    ...checkedReturn,
    form: () => ({ 'of-0': 'need none', 'code-0': 'N7 - Low income' }),
    besides: () => [400],
    testedIn: RETURNS,
  },
  '/returns/retention': { form: () => ({ months: '24', because }) },
  '/returns/spellings/:id/take-back': { params: id, besides: () => [404], testedIn: RETURNS },
  '/returns/receipts/:id': { params: id, besides: () => [404] },
  '/terms': { form: () => ({ accept: '2026-11' }), testedIn: SIGN_IN },
  '/account/password': {
    form: () => ({ old: 'not the old one', password: 'three invented words here' }),
    testedIn: 'src/directory/account',
  },
  '/account/purpose': { form: () => ({ purpose: 'learning' }), testedIn: 'src/directory/account' },
  '/account/sessions/:id/end': { params: id, testedIn: 'src/directory/account' },
  '/account/sessions/end-others': { testedIn: `${SIGN_IN}/session.test.ts` },
  '/account/notices/:id/read': { params: id, testedIn: 'src/directory/account' },
  '/account/notices/read-all': { testedIn: 'src/directory/account' },
  '/account/second-factor/app': { form: () => ({ code: '123456' }), testedIn: 'src/directory/account/second-factor' },
  '/account/second-factor/app/remove': { testedIn: 'src/directory/account/second-factor' },
  '/account/second-factor/passkey': {
    form: () => ({ name: 'A key', answer: '{}' }),
    testedIn: 'src/directory/account/second-factor',
  },
  '/account/second-factor/passkey/remove': {
    form: () => ({ id: 'none' }),
    testedIn: 'src/directory/account/second-factor',
  },
  // Seen once, by whoever just made them.
  '/account/second-factor/recovery-codes': { besides: () => [303], testedIn: 'src/directory/account/second-factor' },
  '/account/second-factor/recovery-codes/kept': { testedIn: 'src/directory/account/second-factor' },
  // Nothing is there to be tried again.
  '/people/outbox/:id/try-again': {
    params: () => ({ id: NOBODY }),
    besides: (player) => (player.roles.includes('administrator') ? [404] : null),
    testedIn: 'src/directory/people/outbox',
  },
  'POST /people': {
    form: (target) => ({
      ...{ name: 'Newly Invited', email: `${target.id}@example.invalid`, agency: 'hartlepool-borough-council' },
      ...{ team: '', job: '', 'joined-day': '23', 'joined-month': '11', 'joined-year': '2026' },
    }),
    // An agency's lead adds people to their own agency alone.
    besides: (player) =>
      player.roles.includes('administrator') || player.agency === 'hartlepool-borough-council' ? null : [400],
  },
  '/people/:id': person,
  '/people/:id/change': {
    ...person,
    form: (target) => ({
      ...{ name: 'Changed Person', email: `${target.id}@example.invalid`, agency: target.person?.agency ?? '' },
      ...{ team: '', job: 'Another job', 'joined-day': '6', 'joined-month': '1', 'joined-year': '2020' },
      ...{ why: because, version: '1' },
    }),
  },
  '/people/:id/leave': {
    ...person,
    form: () => ({ 'last-day': '30', 'last-month': '11', 'last-year': '2026', because }),
  },
  '/people/:id/stay': person,
  '/people/:id/invitation': { ...person, besides: mayLetIn },
  '/people/:id/unlock': person,
  '/people/:id/remove-second-factor': { ...person, besides: mayLetIn },
  '/people/:id/end-sessions': person,
  '/people/:id/roles/new': { ...person, besides: mayGiveSome },
  '/people/:id/roles': {
    ...person,
    form: () => ({ role: 'scrutineer', 'from-day': '23', 'from-month': '11', 'from-year': '2026', because }),
    besides: (player, target) => mayGiveSome(player, target) ?? (gives(player, target, ['scrutineer']) ? null : [400]),
  },
  '/people/:id/roles/:holding/end': {
    of: 'person',
    params: (target) => ({ id: target.id, holding: target.person?.holding ?? target.id }),
    form: () => ({ when: 'now', because }),
    besides: (player, { person: one }) =>
      one && player.id && !mayEnd({ ...player, id: player.id }, 'meeting-administrator', one) ? [404] : null,
  },
  'POST /access/reviews': {
    of: 'person',
    form: (target) => ({ year: '2026', person: target.id, verdict: 'to-change', words: because }),
  },
  ...challenge(),
  ...scrutiny(),
  'POST /learning/notifications': { form: () => INVENTED_FORM as Form, besides: councilOnly },
  '/learning/notifications/:id': notification,
  '/learning/notifications/:id/history': notification,
  '/access/records/serious-incident-notification/:id/ledger': notification,
  '/access/records/serious-incident-notification/:id/ledger/download': notification,
  ...accessOf('/access/records/serious-incident-notification/:id'),
  // Whoever asks is answered alike whether or not there is such a record, so it is asked for by a reference.
  'POST /access/ask/serious-incident-notification': {
    form: () => ({ record: '', reference: 'SIN-2026-99999', reason: because }),
  },
  'POST /access/emergency/serious-incident-notification': {
    of: 'record',
    form: (target) => ({ record: target.id, reference: '', reason: 'A child is in danger tonight' }),
  },
  // The number of an opening, which no other number leads to.
  'POST /access/emergencies/serious-incident-notification': {
    form: (target) => ({ opening: target.id, verdict: 'right', words: '' }),
    besides: () => [400],
    testedIn: 'src/directory/access',
  },
  '/account/relations': {
    form: () => ({
      name: 'Relatus Declared',
      'born-day': '',
      'born-month': '',
      'born-year': '',
      relation: 'Partner or spouse',
    }),
    testedIn: 'src/directory/account',
  },
  '/account/relations/:id/withdraw': { params: id, testedIn: 'src/directory/account' },
  // Of somebody of whom nothing is written, or nothing that the reader may see, the page says so and no more.
  '/ledger/people/:id': { params: id },
  '/ledger/people/:id/download': { params: id },
  ...meetings(),
  '/learning/notifications/:id/change': {
    ...notification,
    form: () => ({ ...INVENTED_FORM, why: because, version: '1' }),
  },

  'POST /work/actions': {
    form: () => ({
      ...{ title: 'An invented action', words: 'Invented words', owner: OWNER_OF_ACTION, follows: '' },
      ...{
        'due-day': '18',
        'due-month': '12',
        'due-year': '2026',
        origin: 'other',
        'origin-words': 'A test',
        'origin-id': '',
      },
      ...{
        recommendation: '',
        priority: '',
        objectives: 'pillar-governance',
        change: 'Invented change',
        'seen-by': 'feedback',
      },
      ...{ 'seen-words': 'Invented forum', 'look-day': '1', 'look-month': '3', 'look-year': '2027' },
    }),
    besides: withinAgency,
  },
  'POST /work/recommendations': { form: () => recommended },
  '/work/actions/:id': NO_ACTION,
  '/work/actions/:id/history': NO_ACTION,
  '/work/actions/:id/change': {
    ...NO_ACTION,
    form: () => ({ title: 'An invented action', words: 'Invented words', why: because, version: '1', do: 'save' }),
  },
  '/work/actions/:id/publish': { ...NO_ACTION, form: () => ({ published: 'yes' }) },
  ...Object.fromEntries(
    ['done', 'look', 'ask-for-time', 'set-due', 'keep-due', 'hand-over', 'not-needed', 'look-later', 'reopen'].map(
      (name): [string, Sample] => [`/work/actions/:id/${name}`, { ...NO_ACTION, form: () => moved(name) }],
    ),
  ),
  '/work/recommendations/:id': NO_ACTION,
  '/work/recommendations/:id/history': NO_ACTION,
  '/work/recommendations/:id/change': {
    ...NO_ACTION,
    form: () => ({ ...recommended, why: because, version: '1', do: 'save' }),
  },
  '/work/recommendations/:id/publish': { ...NO_ACTION, form: () => ({ published: 'yes' }) },
  // Several actions that are there: tested by the module itself.
  '/work/bulk': {
    form: (target) => ({
      ...{ id: target.id, scope: 'mine', bulk: 'set-due', owner: '', words: because },
      ...{ 'day-day': '29', 'day-month': '1', 'day-year': '2027' },
    }),
    testedIn: 'src/partnership/actions/work-list',
  },
  // Its version counts up with each saving.
  'POST /work/chasing': {
    form: () => ({ agency: 'schools', remind: '5', 'senior-days': '10', senior: '', version: '0' }),
    testedIn: 'src/partnership/actions/chasing',
  },
};

/** Challenges and disagreements: those who take part reach one by policies of their own, so nobody here reaches any. */
function challenge(): Record<string, Sample> {
  const CHALLENGE = 'src/partnership/challenge';
  const words = { version: '1', words: because };
  const hidden = { params: id, besides: () => [404], testedIn: CHALLENGE } as const satisfies Sample;
  const acts: Record<string, Form> = {
    '/challenge/disagreements/:id/answer': { ...words, answer: 'stands', 'other-reference': '' },
    '/challenge/disagreements/:id/hand-over': { version: '1', answerer: NOBODY },
    '/challenge/disagreements/:id/escalate': { ...words, answerer: '', asker: '' },
    '/challenge/disagreements/:id/resolve': { ...words, outcome: 'changed' },
    '/challenge/disagreements/:id/withdraw': words,
    '/challenge/disagreements/:id/learning': { version: '1', learning: because, theme: '' },
    '/challenge/peer/:id/reply': { ...words, result: 'accepted' },
    '/challenge/peer/:id/change': words,
    '/challenge/peer/:id/close': words,
    '/challenge/peer/:id/withdraw': words,
    '/challenge/peer/:id/publish': { words: because, published: 'no' },
  };
  // Nobody disagrees with their own agency.
  const notTheirOwn = (agency: string) => (player: Player) => (player.agency === agency ? [400] : null);
  return {
    'POST /challenge/disagreements': {
      form: () => ({ ...DISAGREEMENT_FORM, agency: THIRD_AGENCY }),
      besides: notTheirOwn(THIRD_AGENCY),
    },
    'POST /challenge/peer': {
      form: () => ({ ...PEER_FORM, agency: THIRD_AGENCY }),
      besides: notTheirOwn(THIRD_AGENCY),
    },
    'POST /challenge/time-limits': {
      form: () => ({ stage: '2', urgent: 'no', days: '5', standing: 'agreed', source: because, why: because }),
    },
    '/challenge/disagreements/:id': hidden,
    '/challenge/disagreements/:id/history': hidden,
    '/challenge/peer/:id': hidden,
    '/challenge/peer/:id/history': hidden,
    ...Object.fromEntries(Object.entries(acts).map(([url, form]) => [url, { ...hidden, form: () => form }])),
  };
}

/** Scrutiny: a record is somebody's own until it is shared, and none is made here. */
function scrutiny(): Record<string, Sample> {
  const SCRUTINY = 'src/partnership/scrutiny';
  const hidden = { params: id, besides: () => [404], testedIn: SCRUTINY } as const satisfies Sample;
  const day = (name: string) => ({ [`${name}-day`]: '20', [`${name}-month`]: '11', [`${name}-year`]: '2026' });
  const tested = { claimed: because, evidence: because, finding: 'partly', found: because, ...day('tested') };
  return {
    'POST /scrutiny/tests': { form: () => ({ ...tested, about: 'review:child-o:0' }) },
    'POST /scrutiny/visits': {
      form: () => ({ form: 'walk-round', place: because, heard: because, ...day('visited') }),
    },
    // A year has one statement in work.
    'POST /scrutiny/statements': { form: () => ({ year: '2026-27' }), testedIn: SCRUTINY },
    '/scrutiny/tests/:id': hidden,
    '/scrutiny/tests/:id/history': hidden,
    '/scrutiny/visits/:id/history': hidden,
    '/scrutiny/statements/:id/history': hidden,
    '/scrutiny/tests/:id/change': { ...hidden, form: () => ({ ...tested, version: '1' }) },
    '/scrutiny/tests/:id/publish': { ...hidden, form: () => ({ shared: 'yes' }) },
    '/scrutiny/visits/:id/share': { ...hidden, form: () => ({ shared: 'yes' }) },
    '/scrutiny/statements/:id': hidden,
    '/scrutiny/statements/:id/edit': { ...hidden, form: () => ({ words: because, version: '1' }) },
    '/scrutiny/statements/:id/sign': { ...hidden, form: () => ({ version: '1' }) },
    '/scrutiny/statements/:id/reopen': { ...hidden, form: () => ({ version: '1' }) },
    '/scrutiny/statements/:id/publish': { ...hidden, form: () => ({ version: '1' }) },
  };
}

/** Groups and their meetings. No meeting has the number that the tests ask for, so each is answered as one that is not there. */
function meetings(): Record<string, Sample> {
  const group = { params: () => ({ key: 'executive' }) };
  const dated = (name: string) => ({ [`${name}-day`]: '8', [`${name}-month`]: '12', [`${name}-year`]: '2026' });
  const missing: Sample = { params: id, besides: () => [404], testedIn: 'src/partnership/governance' };
  const item: Sample = { ...missing, params: (target) => ({ id: target.id, item: target.id }) };
  const words = { words: 'Invented', 'based-on': '0', settles: '' };
  const at = '/meetings/:id';
  const planned = {
    group: 'executive',
    ...dated('day'),
    starts: '10:00',
    minutes: '90',
    place: 'Online',
    afterwards: '',
  };
  const series = { unit: 'weeks', every: '52', ...dated('first'), months: [], moves: 'next-working-day' };
  return {
    '/partnership/groups/:key/members': {
      ...group,
      form: () => ({
        ...{ person: '', seat: 'An invented seat', agency: 'tsab', part: 'member', voting: 'no', 'deputy-for': '' },
        ...{ ...dated('from'), because },
      }),
    },
    '/partnership/groups/:key/members/new': group,
    '/partnership/groups/:key/history': group,
    [`${at}/calendar`]: missing,
    '/partnership/groups/:key/members/:id/end': {
      ...missing,
      params: (target) => ({ key: 'executive', id: target.id }),
      form: () => ({ ...dated('until'), because }),
    },
    '/partnership/groups/:key/terms': {
      ...group,
      form: () => ({
        partners: 'all',
        agencies: '0',
        otherwise: 'to-confirm',
        remit: 'Invented',
        why: because,
        version: '0',
      }),
    },
    '/partnership/groups/:key/duties': {
      ...group,
      form: () => ({
        duty: 'See that everything statute asks for is done.',
        year: '2026-27',
        kind: 'words',
        words: because,
        href: '',
      }),
    },
    '/partnership/groups/:key/duties/:id/withdraw': {
      ...missing,
      params: (target) => ({ key: 'executive', id: target.id }),
      form: () => ({ because }),
    },
    'POST /partnership/groups/new': {
      form: () => ({
        ...{
          name: `Invented group ${randomUUID()}`,
          purpose: because,
          under: 'executive',
          remit: because,
          ...dated('ends'),
        },
        ...{ 'closure-test': because, because },
      }),
    },
    'POST /meetings/new': { form: () => planned },
    'POST /meetings/series': {
      form: () => ({ ...series, group: 'executive', starts: '10:00', minutes: '90', place: 'Online' }),
    },
    '/meetings/series/:id/history': missing,
    '/meetings/series/:id/plan': missing,
    '/meetings/series/:id/stop': { ...missing, form: () => dated('last') },
    [at]: missing,
    ...Object.fromEntries(
      ['send-agenda', 'start', 'unstart', 'unstart-sent', 'finish', 'change', 'minutes'].map((name) => [
        `${at}/${name}`,
        missing,
      ]),
    ),
    [`${at}/history`]: missing,
    [`${at}/download`]: { ...missing, query: () => ({ format: 'pdf' }) },
    [`${at}/agree`]: { ...missing, form: () => dated('agreed') },
    [`${at}/move`]: { ...missing, form: () => ({ ...dated('day'), starts: '10:00', because }) },
    ...Object.fromEntries(
      ['cancel', 'reopen', 'reinstate'].map((name) => [
        `${at}/${name}`,
        { ...missing, form: () => ({ reason: because }) },
      ]),
    ),
    [`${at}/decisions/:decision/withdraw`]: {
      ...missing,
      params: (target) => ({ id: target.id, decision: target.id }),
      form: () => ({ reason: because }),
    },
    [`${at}/agenda`]: {
      ...missing,
      form: () => ({ title: 'Invented', asks: 'note', minutes: '', leads: '', why: '' }),
    },
    [`${at}/agenda/take`]: { ...missing, form: () => ({ lines: 'none' }) },
    [`${at}/items/:item`]: {
      ...item,
      form: () => ({ title: 'Invented', asks: 'note', minutes: '', leads: '', do: 'change' }),
    },
    [`${at}/items/:item/minutes`]: { ...item, form: () => words },
    [`${at}/give`]: { ...missing, form: () => ({ item: '', title: 'Invented', taker: NOBODY, ...dated('due') }) },
    [`${at}/not-known`]: { ...missing, form: () => ({ what: 'x', 'who-knows': 'x', asks: 'x', ...dated('by') }) },
    [`${at}/attendance`]: { ...missing, form: () => ({ 'who-1': NOBODY, 'presence-1': 'present', 'deputy-1': '' }) },
    [`${at}/decide`]: { ...missing, form: () => ({ item: '', decision: 'x', reasons: 'x', objective: '' }) },
    [`${at}/contributions`]: { ...missing, form: () => ({ agencies: 'tsab', asked: 'x', ...dated('due') }) },
    [`${at}/contributions/chase`]: missing,
    ...paperSamples(at, missing),
    '/meetings/contributions/:id': { ...missing, form: () => ({ ...words, nothing: '' }) },
    '/meetings/decisions/:id/confirm': { ...missing, form: () => ({ meeting: NOBODY, words: 'x' }) },
    '/meetings/decisions/:id/publish': { ...missing, form: () => ({ published: 'yes' }) },
    '/meetings/not-known/:id': { ...missing, form: () => ({ answer: 'x' }) },
  };
}

/** Papers of a meeting that is not there; what their forms make of a file is tried in hostile-uploads.test.ts. */
function paperSamples(meeting: string, missing: Sample): Record<string, Sample> {
  const paper: Sample = { ...missing, params: (target) => ({ id: target.id, paper: target.id }) };
  const testedIn = 'test/contracts/hostile-uploads.test.ts';
  return {
    [`${meeting}/papers`]: { ...missing, form: () => ({ title: 'Invented', item: '', agency: '' }) },
    [`${meeting}/papers/:paper`]: { ...paper, form: () => ({ because }), testedIn },
    [`${meeting}/papers/:paper/withdraw`]: { ...paper, form: () => ({ reason: because }) },
    [`${meeting}/papers/:paper/versions/:version`]: {
      ...paper,
      params: (target) => ({ id: target.id, paper: target.id, version: '1' }),
    },
  };
}

/** What the tests know of a route. */
export function sampleOf({ method, url }: { method: string; url: string }): Sample | undefined {
  return SAMPLES[`${method} ${url}`] ?? SAMPLES[url];
}

function files(page: string, params: Record<string, string>): Record<string, Sample> {
  const names = ['figures', 'figures-for-partners'].flatMap((name) => [`${name}.csv`, `${name}.xlsx`]);
  return Object.fromEntries(names.map((name) => [`${page}/${name}`, { params: () => params }]));
}

/** What whoever decides about a record does about the access to it, at the address of its page. */
function accessOf(page: string): Record<string, Sample> {
  const forms: Record<string, (record: Pick<TestRecord, 'bystanders' | 'circumstance'>) => Form> = {
    'let-in': ({ bystanders: { next } }) => ({ who: next, person: '', ...until, named: '', because }),
    end: ({ bystanders: { admitted } }) => ({ person: admitted, because }),
    'keep-out': () => ({ agency: THIRD_AGENCY, who: '', person: '', because }),
    lift: ({ bystanders: { barring } }) => ({ barring, because }),
    seal: ({ circumstance }) => ({ sealed: circumstance.sealed ? 'no' : 'yes', because }),
    answer: ({ bystanders: { ask } }) => ({ ask, answer: 'no', ...until, words: because }),
  };
  const doing = Object.entries(forms).map(([name, form]): [string, Sample] => [
    `${page}/${name}`,
    {
      ...notification,
      form: ({ record }) => form(record ?? NO_RECORD),
      ...(name === 'seal' ? { otherwise: 'access.unseal' } : {}),
    },
  ]);
  return { [page]: notification, ...Object.fromEntries(doing) };
}

/** The form by which an action moves on. */
function moved(name: string): Form {
  return {
    ...{ words: because, version: '' },
    ...(['ask-for-time', 'set-due', 'look-later', 'reopen'].includes(name)
      ? { 'day-day': '29', 'day-month': '1', 'day-year': '2027' }
      : {}),
    ...(name === 'hand-over' ? { owner: OWNER_OF_ACTION } : {}),
    ...(name === 'look' ? { verdict: 'improved' } : {}),
  };
}

/** A form about nothing is as whole as any: only what it is about is not there. */
const NO_RECORD = {
  bystanders: { admitted: NOBODY, next: 'nobody@example.invalid', barring: NOBODY, ask: NOBODY },
  circumstance: { called: 'unknown' },
};

const until = { 'until-day': '30', 'until-month': '11', 'until-year': '2026' };

function gives(player: Player, { person: one }: Target, roles: readonly string[]): boolean {
  if (!one || !player.id) return false;
  const giver = { ...player, id: player.id };
  return ROLE_GIVERS.some((line) => roles.includes(line.role) && mayGive(giver, line.role, one));
}

/** Whoever opens an account may give every role that its person holds. */
function mayLetIn(player: Player, { person: one }: Target): readonly number[] | null {
  if (!one || !player.id) return null;
  return mayGive({ ...player, id: player.id }, 'meeting-administrator', one) ? null : [403];
}

/** Somebody who may give a person no role at all is told nothing of them. */
function mayGiveSome(player: Player, target: Target): readonly number[] | null {
  return gives(
    player,
    target,
    ROLE_GIVERS.map((line) => line.role),
  )
    ? null
    : [404];
}

/** What a developer reads who added a route and no sample. */
export function noSample(method: string, url: string, lacks: 'params' | 'form'): string {
  const what = lacks === 'params' ? 'an address that leads somewhere' : 'a form that would be taken';
  return `${method} ${url} is new here: add ${what} to SAMPLES in test/contracts/route-samples.ts, so that it is tried on everybody.`;
}

/** The address of a route for a target; undefined where the sample lacks a part. */
export function addressOf(url: string, sample: Sample | undefined, target: Target): string | undefined {
  const params = sample?.params?.(target) ?? {};
  const parts = url.match(/:\w+|\*/g) ?? [];
  if (parts.some((part) => params[part.replace(':', '')] === undefined)) return undefined;
  const path = url.replaceAll(/:\w+|\*/g, (part) => encodeURIComponent(params[part.replace(':', '')] ?? ''));
  const query = new URLSearchParams(sample?.query?.(target) ?? {}).toString();
  return query ? `${path}?${query}` : path;
}
