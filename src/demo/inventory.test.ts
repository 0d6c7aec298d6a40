import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { ensureShippedData } from './index.ts';

/** A record that holds a fact of the year, and the words in it that show the fact is there. */
type Holds = readonly [record: string, words?: RegExp];

const fig = (indicator: string, area = 'HSSCP'): Holds => [`figure:${indicator}|${area}|`];
const both = (indicator: string): Holds[] => [fig(indicator, 'E06000001'), fig(indicator, 'E06000004')];

/**
 * The rows of the inventory of the source report (facts.md §5) and the records that hold them. What a row says that
 * software should do is no fact of the year and is not asked for here. Rows 91 and 92 name the age, injuries and family of
 * two real children: rule 11 keeps them out, so those rows stand for the reviews and their published learning alone.
 */
const INVENTORY: Record<number, readonly Holds[]> = {
  1: [['partnership:hsscp', /E06000001.*E06000004/], ['area:HSSCP'], ['area:E06000001'], ['area:E06000004']],
  2: [['partnership:hsscp', /2019-04/]],
  3: [
    ['partner:hsscp|hartlepool-borough-council', /statutory/],
    ['partner:hsscp|stockton-on-tees-borough-council', /statutory/],
    ['partner:hsscp|tees-valley-ccg', /statutory/],
    ['partner:hsscp|cleveland-police', /statutory/],
  ],
  4: [['statement:partners-lead-on-an-issue']],
  5: [['statement:relevant-agencies-duty'], ['partnership:hsscp', /only as pictures/]],
  6: [['partnership:hsscp', /published arrangements/]],
  7: [['group:chief-executives-group']],
  8: [['group:executive', /two months/]],
  9: [['group:executive', /"duties":\[("[^"]+",?){8}\]/]],
  10: [['group:executive', /who is appointed/]],
  11: [['group:engine-room', /"every_weeks":6/]],
  12: [['group:engine-room', /"duties":\[("[^"]+",?){6}\]/]],
  13: [
    ['group:engine-room', /task and finish/],
    ['group:domestic-abuse-task-and-finish'],
    ['group:learning-from-reviews-task-and-finish'],
  ],
  14: [['statement:scrutiny-independent-chair']],
  15: [
    ['group:executive', /seats for relevant agencies were added/],
    ['priority:partnership-effectiveness', /More relevant agencies/],
  ],
  16: [['group:executive', /other local partnerships and boards/], ['agency:tsab']],
  17: [['statement:vision']],
  18: [
    ['statement:objective-best-outcomes'],
    ['statement:objective-improve-practice'],
    ['statement:objective-find-barriers'],
    ['statement:objective-shared-learning'],
    ['statement:objective-peer-challenge'],
    ['statement:objective-hold-to-account'],
    ['statement:objective-share-information'],
    ['statement:objective-key-elements'],
    ['statement:pillar-governance'],
    ['statement:pillar-quality-assurance'],
    ['statement:pillar-learning-culture'],
  ],
  19: [['statement:approach-active-learning']],
  20: [['statement:objective-peer-challenge']],
  21: [['statement:objective-hold-to-account']],
  22: [['partnership:hsscp', /page on finances/]],
  23: [
    ['priority:neglect-lived-experience'],
    ['priority:neglect-assess-and-intervene'],
    ['priority:neglect-communication'],
  ],
  24: [
    ['priority:neglect-communication', /governance review/],
    ['priority:partnership-effectiveness', /Governance and structures were reviewed/],
  ],
  25: [['priority:partnership-effectiveness', /Measuring effectiveness goes on/]],
  26: [['priority:partnership-effectiveness', /test whether recommendations/]],
  27: [['priority:partnership-effectiveness', /Reviews are structured differently/]],
  28: [['priority:partnership-effectiveness', /Plans for communication/]],
  29: [fig('population', 'E06000001')],
  30: [...both('children-under-18'), ...both('share-under-18')],
  31: [fig('child-poverty-basis-not-stated', 'E06000001'), fig('child-poverty-after-housing-costs', 'E06000004')],
  32: [fig('most-deprived-tenth', 'E06000001'), ['area:E06000001', /tenth of areas/]],
  33: [...both('schools'), ...both('schools-good-or-better')],
  34: both('home-educated'),
  35: [
    fig('special-needs-share-compulsory-age', 'E06000001'),
    fig('special-needs-share-school-population', 'E06000004'),
  ],
  36: [
    ...both('ehc-plans'),
    ...both('ehc-plans-primary'),
    ...both('ehc-plans-secondary'),
    ...both('ehc-plans-post-16'),
  ],
  37: both('special-needs-support'),
  38: [fig('free-school-meals-primary', 'E06000001'), fig('free-school-meals-mainstream-primary', 'E06000004')],
  39: [...both('contacts-average-month'), ['area:E06000001', /Children's Hub/], ['area:E06000004', /Children's Hub/]],
  40: both('referrals'),
  41: both('re-referrals'),
  42: [fig('early-help-assessments-completed', 'E06000001'), fig('early-help-episodes-opened', 'E06000004')],
  43: both('early-help-escalated'),
  44: both('children-in-need'),
  45: both('child-protection-plans'),
  46: both('at-risk-of-sexual-exploitation'),
  47: both('at-risk-of-criminal-exploitation'),
  48: [...both('missing-episodes'), ...both('missing-children')],
  49: [...both('missing-episodes-looked-after'), ...both('missing-children-looked-after')],
  50: both('looked-after'),
  51: [fig('children-present-at-domestic-abuse', 'E06000001'), fig('children-witnessing-domestic-abuse', 'E06000004')],
  52: both('domestic-abuse-repeat-within-12-months'),
  53: [...both('marac-cases'), ...both('marac-children')],
  54: both('allegations-against-staff'),
  55: both('private-fostering-new'),
  56: [fig('looked-after-through-neglect')],
  57: [
    fig('serious-incidents-reviewed'),
    fig('serious-incidents-with-neglect'),
    fig('serious-incidents-caused-by-neglect'),
  ],
  58: [
    fig('training-sessions'),
    fig('training-attendance'),
    fig('e-learning-completed'),
    ['training-offer:multi-agency-training'],
  ],
  59: [fig('neglect-audit-trained'), ['audit:neglect-audit-2021-22', /Half of those who attended/]],
  60: [
    fig('website-visitors'),
    fig('website-views'),
    fig('bulletin-recipients'),
    fig('school-forums'),
    fig('newsletters'),
    ['channel:twitter'],
  ],
  61: [...both('contacts-average-month'), ['audit:neglect-audit-2021-22', /children's hub/]],
  62: [
    ['priority:contextual-safeguarding', /1 October 2021/],
    ['priority:contextual-safeguarding', /business case/],
    ['priority:contextual-safeguarding', /operating procedures/],
  ],
  63: [['priority:contextual-safeguarding', /council and police staff and more education/]],
  64: [['audit:contextual-safeguarding-audit-2021', /VEMT Practitioner Group/]],
  65: [['priority:contextual-safeguarding', /framework of need/]],
  66: [['priority:contextual-safeguarding', /real time/]],
  67: [['audit:contextual-safeguarding-audit-2021', /screen and assess risk/]],
  68: [['audit:contextual-safeguarding-audit-2021', /proactive disruption/]],
  69: [['audit:contextual-safeguarding-audit-2021', /safety planning/]],
  70: [['audit:contextual-safeguarding-audit-2021', /outside the area/], fig('contextual-audit-out-of-area')],
  71: [['audit:contextual-safeguarding-audit-2021', /rose again when they ended/]],
  72: [['audit:contextual-safeguarding-audit-2021', /lack of a lead professional/]],
  73: [['priority:contextual-safeguarding', /adult services.*TSAB/], ['agency:tsab']],
  74: [...both('marac-cases'), ['priority:domestic-abuse', /MARAC/]],
  75: [['priority:domestic-abuse', /SafeLives review is complete.*four councils of Tees/]],
  76: [
    ['training-offer:safe-and-together', /planned/],
    ['priority:domestic-abuse', /Safe and Together/],
  ],
  77: [['priority:domestic-abuse', /victims and survivors were engaged/]],
  78: [['priority:domestic-abuse', /Domestic Abuse Bill/]],
  79: both('allegations-against-staff'),
  80: both('private-fostering-new'),
  81: [
    ['area:E06000001', /home-educated children once a year/],
    ['area:E06000004', /home-educated children are reviewed once a year/],
  ],
  82: both('missing-episodes'),
  83: [...both('early-help-escalated'), ['practice-review:child-o', /Team Around/]],
  84: [['channel:website'], ['channel:e-bulletin', /month/], ['channel:newsletter', /quarter/], ['channel:twitter']],
  85: [['channel:safeguarding-forums', /head teachers.*term/]],
  86: [['training-offer:e-learning']],
  87: [
    ['agency:cleveland-police', /across Cleveland and Tees/],
    ['priority:domestic-abuse', /across Tees/],
  ],
  88: [['priority:learning-from-reviews', /serious incidents and near misses/]],
  89: [['group:engine-room', /rapid reviews/]],
  90: [['group:engine-room', /learning reviews/]],
  91: [['practice-review:child-q']],
  92: [['practice-review:child-o']],
  93: [['practice-review:child-q', /"learning":\[(\{"words":"[^"]+","themes":\["[a-z-]+"\]\},?){9}\]/]],
  94: [['practice-review:child-q', /"actions":\[(\{"words":"[^"]+","themes":\[[^\]]+\]\},?){5}\]/]],
  95: [['practice-review:child-q', /champions or specialists/]],
  96: [['practice-review:child-q', /toolkit on honour-based violence/]],
  97: [['practice-review:child-o', /"learning":\[(\{"words":"[^"]+","themes":\[[^\]]+\]\},?){6}\]/]],
  98: [['practice-review:child-o', /Agendas of core groups.*what is not known and who might know/]],
  99: [
    ['practice-review:child-o', /Group supervision.*Guidance on complex cases/],
    ['practice-review:child-q', /supervision across/],
  ],
  100: [['practice-review:child-q', /stuck/], ['theme:stuck-cases']],
  101: [['practice-review:child-o', /second child protection plan/]],
  102: [['practice-review:child-o', /significant adults/]],
  103: [['practice-review:child-o', /to the school quickly.*MARAC/]],
  104: [['practice-review:child-o', /health needs are to be assumed/]],
  105: [['practice-review:child-o', /language they understand/]],
  106: [
    ['theme:information-sharing'],
    ['theme:professional-curiosity'],
    ['theme:voice-of-the-child'],
    ['theme:over-optimism'],
    ['theme:professional-challenge'],
    ['theme:consent'],
    ['theme:assumptions'],
  ],
  107: [['priority:learning-from-reviews', /why the same themes return.*break the cycle/]],
  108: [['priority:learning-from-reviews', /partnership, the system, each agency, each service and each practitioner/]],
  109: [['priority:learning-from-reviews', /each agency assures itself/]],
  110: [['priority:learning-from-reviews', /pass learning on/]],
  111: [['priority:learning-from-reviews', /impact is watched/]],
  112: [['group:learning-from-reviews-task-and-finish'], ['priority:learning-from-reviews', /Tees-wide event/]],
  113: [
    ['audit:contextual-safeguarding-audit-2021', /"carried_out":"2021-11"/],
    ['audit:contextual-safeguarding-audit-2021', /"repeat_due":"2022"/],
    fig('contextual-audit-children'),
  ],
  114: [['audit:neglect-audit-2021-22']],
  115: [
    ['audit:contextual-safeguarding-audit-2021', /"working_well":\[\{.*"to_develop":\[\{/],
    ['audit:neglect-audit-2021-22', /"working_well":\[\{.*"to_develop":\[\{/],
  ],
  116: [['audit:contextual-safeguarding-audit-2021', /lay blame/], ['theme:language-about-children']],
  117: [['audit:neglect-audit-2021-22', /what parents said of themselves/], ['theme:parental-self-report']],
  118: [['audit:neglect-audit-2021-22', /symptoms.*realistic or achievable/]],
  119: [['audit:neglect-audit-2021-22', /just enough/]],
  120: [['audit:neglect-audit-2021-22', /children who do not speak.*siblings/]],
  121: [['audit:neglect-audit-2021-22', /Culture was a barrier.*additional language/]],
  122: [['audit:neglect-audit-2021-22', /Six Question Tool was used/], fig('neglect-audit-tool-used')],
  123: [['audit:neglect-audit-2021-22', /Neglect Statement of Intent/]],
  124: [['training-offer:neglect-training', /three tiers/]],
  125: [['audit:neglect-audit-2021-22', /challenge between professionals/]],
  126: [['priority:neglect-lived-experience', /living with neglect.*cumulative picture.*parenting/]],
  127: [['priority:neglect-assess-and-intervene', /root causes.*interventions.*motivated.*trauma/]],
  128: [['priority:neglect-communication', /public.*engaged/]],
  129: [['priority:neglect-assess-and-intervene', /long chronology and family history/]],
  130: [['priority:neglect-assess-and-intervene', /compensatory care/]],
  131: [
    ['priority:neglect-lived-experience', /"aim":".*"rationale":".*"seeks":\[/],
    ['priority:neglect-assess-and-intervene', /"aim":".*"rationale":".*"seeks":\[/],
    ['priority:neglect-communication', /"aim":".*"rationale":".*"seeks":\[/],
  ],
  132: [['priority:neglect-lived-experience', /sees pieces, not the whole/]],
};

const ORDER = ['words', 'themes', 'carried_out', 'repeat_due', 'working_well', 'to_develop', 'learning', 'actions'];

/** A body as one text, its fields in a fixed order, because the database keeps them in its own. */
function asText(body: unknown): string {
  return JSON.stringify(body, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b) || (a < b ? -1 : 1)),
        )
      : value,
  );
}

describe('the demonstration holds every row of the inventory', () => {
  let database: TestDatabase;
  const records = new Map<string, string>();

  beforeAll(async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, { now: () => new Date('2026-11-23T09:00:00Z'), log: silentLog() });
    const found = await sql<{ name: string; body: unknown }>`
      select kind || ':' || key as name, body from record_version`.execute(database.db);
    for (const { name, body } of found.rows) records.set(name, asText(body));
  }, 30_000);
  afterAll(() => database.close());

  it('names each of the 132 rows', () => {
    expect(Object.keys(INVENTORY).map(Number)).toEqual(Array.from({ length: 132 }, (_, index) => index + 1));
  });

  it.each(Object.entries(INVENTORY))('row %s', (_row, holds) => {
    for (const [name, words] of holds) {
      // The key of a figure goes on with its period and year.
      const record = name.endsWith('|') ? [...records.keys()].find((key) => key.startsWith(name)) : name;
      const body = records.get(record ?? '');
      expect(body, name).toBeDefined();
      if (words) expect(body).toMatch(words);
    }
  });

  it('names no owner, date or effect for an action, because the report gives none', () => {
    for (const review of ['practice-review:child-q', 'practice-review:child-o']) {
      expect(records.get(review)).not.toMatch(/"(?:owner|due|effect)"/);
    }
  });

  it('claims no measured impact, because the report measured none', () => {
    const priorities = [...records].filter(([name]) => name.startsWith('priority:'));
    expect(priorities).toHaveLength(7);
    for (const [, body] of priorities) expect(body).not.toContain('"measured":true');
  });
});
