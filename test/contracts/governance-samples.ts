/** The part of a sample that these routes need: test/contracts/route-samples.ts says what each field is for. */
interface Sample {
  params?: (target: { id: string }) => Record<string, string>;
  query?: () => Record<string, string>;
  form?: (target: { id: string }) => Record<string, string | string[]>;
  besides?: () => readonly number[];
  testedIn?: string;
  about?: string;
}

const VERSIONS = '/partnership/arrangements/work';
const REGISTER = '/partnership/leads/register';
const BUDGETS = '/partnership/budgets';
const because = 'A test needs it';

/** These records are about no child and stand behind no guard: whoever may use the route is told that there is no such one. */
const none = (testedIn: string): Sample => ({
  params: ({ id }) => ({ id, key: 'funding', part: id, entry: id }),
  besides: () => [404],
  testedIn,
});
const day = (name: string, year: string) => ({
  [`${name}-day`]: '20',
  [`${name}-month`]: '11',
  [`${name}-year`]: year,
});

const versions = none('src/partnership/arrangements/versions');
const leads = none('src/partnership/arrangements/leads');
const budgets = none('src/partnership/finance');

const again = { version: '1', seen: '' };
const lead = {
  ...{ issue: 'An issue', lead: 'cleveland-police', scope: 'Some of it', ends: 'When it is over' },
  ...{
    ...day('from', '2026'),
    ...day('until', '2027'),
    ...day('decided', '2026'),
    where: 'Executive',
    by: 'The partners',
  },
};
const line = { title: 'Training', kind: 'training', planned: '1,234.56', words: '' };
const contribution = { contributor: 'cleveland-police', form: 'money', agreed: '1,000', words: '' };
const post = { post: 'A post', agree: 'yes' };
const why = { why: because };

/** Routes of arrangements, leads on issues, objectives and money. */
export const GOVERNANCE_SAMPLES: Record<string, Sample> = {
  '/partnership/arrangements/:number': { params: () => ({ number: '1' }) },
  '/partnership/arrangements/:number/changes': { params: () => ({ number: '2' }), query: () => ({ from: '1' }) },
  '/partnership/arrangements/:number/download': { params: () => ({ number: '1' }), query: () => ({ format: 'html' }) },
  '/partnership/objectives/:key': { params: () => ({ key: 'objective-share-information' }) },
  '/partnership/finance/:year': { params: () => ({ year: '2021-22' }) },
  '/partnership/finance/:year/figures.csv': { params: () => ({ year: '2021-22' }) },
  '/partnership/finance/:year/figures.xlsx': { params: () => ({ year: '2021-22' }) },
  [`POST ${VERSIONS}`]: { form: () => why, testedIn: 'src/partnership/arrangements/versions' },
  [`${VERSIONS}/:id`]: versions,
  [`${VERSIONS}/:id/changes`]: versions,
  [`${VERSIONS}/:id/history`]: versions,
  [`${VERSIONS}/:id/facts`]: {
    ...versions,
    form: () => ({
      ...{ why: because, areas: ['Hartlepool'], statutory: ['cleveland-police'], relevant: [], ...again },
      ...{ ...day('force', '2026'), ...day('review', '2027') },
    }),
  },
  [`${VERSIONS}/:id/sections`]: { ...versions, form: () => ({ title: 'Funding', head: 'funding', words: 'Shares.' }) },
  [`${VERSIONS}/:id/sections/new`]: versions,
  [`${VERSIONS}/:id/sections/:key`]: {
    ...versions,
    form: () => ({ title: 'Funding', head: 'funding', words: 'Shares.', ...again }),
  },
  [`${VERSIONS}/:id/sections/:key/leave-out`]: { ...versions, form: () => ({ version: '1', ...why }) },
  [`${VERSIONS}/:id/send`]: versions,
  [`${VERSIONS}/:id/publish`]: versions,
  [`${VERSIONS}/:id/take-back`]: { ...versions, form: () => why },
  [`${VERSIONS}/:id/send-back`]: { ...versions, about: 'arrangements', form: () => why },
  [`${VERSIONS}/:id/withdraw`]: { ...versions, form: () => why },
  [`${VERSIONS}/:id/sign`]: { ...versions, about: 'arrangements', form: () => post },
  [`${VERSIONS}/:id/paper`]: {
    ...versions,
    form: () => ({ agency: 'cleveland-police', post: 'A post', kept: 'A folder', ...day('signed', '2026') }),
  },
  [`POST ${REGISTER}`]: { form: () => lead, testedIn: 'src/partnership/arrangements/leads' },
  [`${REGISTER}/:id`]: leads,
  [`${REGISTER}/:id/history`]: leads,
  [`${REGISTER}/:id/change`]: { ...leads, form: () => ({ ...lead, ...why, ...again }) },
  [`${REGISTER}/:id/end`]: { ...leads, form: () => ({ ...day('ended', '2026'), because }) },
  [`${REGISTER}/:id/publish`]: leads,
  [`${REGISTER}/:id/hide`]: leads,
  [`POST ${BUDGETS}`]: { form: () => ({ year: '2026-27', note: '' }), testedIn: 'src/partnership/finance' },
  [`${BUDGETS}/:id`]: budgets,
  [`${BUDGETS}/:id/history`]: budgets,
  [`${BUDGETS}/:id/book.csv`]: budgets,
  [`${BUDGETS}/:id/book.xlsx`]: budgets,
  [`${BUDGETS}/:id/propose`]: budgets,
  [`${BUDGETS}/:id/close`]: budgets,
  [`${BUDGETS}/:id/publish`]: budgets,
  [`${BUDGETS}/:id/take-back`]: { ...budgets, form: () => why },
  [`${BUDGETS}/:id/give-up`]: { ...budgets, form: () => why },
  [`${BUDGETS}/:id/send-back`]: { ...budgets, about: 'budget', form: () => why },
  [`${BUDGETS}/:id/reopen`]: { ...budgets, form: () => why },
  [`${BUDGETS}/:id/approve`]: { ...budgets, about: 'budget', form: () => post },
  [`${BUDGETS}/:id/minuted`]: {
    ...budgets,
    form: () => ({ agency: 'cleveland-police', post: 'A post', minuted: 'Minute 4', ...day('agreed', '2026') }),
  },
  [`${BUDGETS}/:id/lines`]: { ...budgets, form: () => line },
  [`${BUDGETS}/:id/lines/new`]: budgets,
  [`${BUDGETS}/:id/lines/:part`]: { ...budgets, form: () => ({ ...line, ...again }) },
  [`${BUDGETS}/:id/lines/:part/take-out`]: { ...budgets, form: () => ({ version: '1', ...why }) },
  [`${BUDGETS}/:id/contributions`]: { ...budgets, form: () => contribution },
  [`${BUDGETS}/:id/contributions/new`]: budgets,
  [`${BUDGETS}/:id/contributions/:part`]: { ...budgets, form: () => ({ ...contribution, ...again }) },
  [`${BUDGETS}/:id/contributions/:part/take-out`]: { ...budgets, form: () => ({ version: '1', ...why }) },
  [`${BUDGETS}/:id/words`]: {
    ...budgets,
    form: () => ({ note: '', bought: 'Posts', changed: 'Not known', evidence: 'None', judged: 'A post', ...again }),
  },
  [`${BUDGETS}/:id/entries`]: {
    ...budgets,
    form: ({ id }) => ({ of: `line:${id}`, amount: '10.00', words: 'A bill', ...day('on', '2026') }),
  },
  [`${BUDGETS}/:id/entries/new`]: budgets,
  [`${BUDGETS}/:id/entries/:entry/correct`]: {
    ...budgets,
    form: () => ({ why: because, instead: 'no', amount: '', words: '', ...day('on', '2026') }),
  },
};
