import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { doneOf } from '../../../platform/web/done-of.ts';
import { guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { buttonForm } from './form.ts';
import { mappingForm, mappingOf, mapSpellings, readSpellings, spellingsToMap, takeBack } from './mapping.ts';
import { SPELLINGS, toMapHref } from './pages/links.ts';
import { SpellingsPage, ToMapPage } from './pages/spellings-page.tsx';
import { SPELLING, UPLOAD } from './policy.ts';
import type { KeptSpelling } from './spellings.ts';

const NOTHING = z.object({});
const ONE = z.object({ id: z.uuid() });
const DONE = {
  mapped: 'It is kept. Send the workbook again: its next check knows these spellings.',
  back: 'The mapping is taken back. The next check asks again what these words stand for.',
};

/** What an authority's own words stand for: said once, shown, and taken back. */
export function spellingRoutes(app: FastifyInstance, deps: Deps): void {
  toMapRoutes(app, deps);
  keptRoutes(app, deps);
}

function toMapRoutes(app: FastifyInstance, deps: Deps): void {
  const url = '/returns/uploads/:id/spellings';
  guarded(app, {
    method: 'GET',
    url,
    permission: { action: 'read', kind: UPLOAD },
    event: { code: 'return.to-map', says: 'Looked which spellings in a return Kith does not know' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params: { id }, query: { done }, kept, ...acting }) => {
      const toMap = await spellingsToMap(workOf(acting, deps), id);
      acting.note({ record: { kind: UPLOAD, id } });
      return { page: ToMapPage({ ...toMap, done, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission: { action: 'change', kind: UPLOAD },
    event: { code: 'return.map', says: 'Said what spellings in a return stand for' },
    params: ONE,
    query: NOTHING,
    body: mappingForm,
    formAt: ({ id }) => toMapHref(id),
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      const said = await mapSpellings(work, id, body);
      if ('problems' in said) {
        acting.note({ code: 'return.form', says: 'Filled in the form for spellings; nothing was kept' });
        const toMap = await spellingsToMap(work, id);
        return { page: ToMapPage({ ...toMap, done: null, values: body, problems: said.problems }), status: 400 };
      }
      acting.note({ record: { kind: UPLOAD, id }, changes: said.mapped.map((one) => changed(one, 'said')) });
      return { redirect: `${toMapHref(id)}?done=mapped` };
    },
  });
}

function keptRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: SPELLINGS,
    permission: { action: 'read', kind: SPELLING },
    event: { code: 'return.spellings', says: 'Looked what the authority’s own words stand for' },
    params: NOTHING,
    query: doneOf(DONE),
    handle: async ({ query, ...acting }) => {
      const spellings = await readSpellings(workOf(acting, deps));
      acting.note({ seen: spellings.map(({ id }) => id) });
      return { page: SpellingsPage({ spellings, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${SPELLINGS}/mapping.json`,
    permission: { action: 'read', kind: SPELLING },
    event: { code: 'return.mapping', says: 'Downloaded what the authority’s own words stand for' },
    params: NOTHING,
    query: NOTHING,
    handle: async (acting) => {
      const spellings = await readSpellings(workOf(acting, deps));
      acting.note({ seen: spellings.map(({ id }) => id) });
      const file = Buffer.from(`${JSON.stringify(mappingOf(spellings), null, 2)}\n`);
      return { file, type: 'application/json; charset=utf-8', downloadAs: 'annex-a-mapping.json' };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${SPELLINGS}/:id/take-back`,
    permission: { action: 'change', kind: SPELLING },
    event: { code: 'return.take-back', says: 'Took back what a spelling stands for' },
    params: ONE,
    query: NOTHING,
    body: buttonForm,
    handle: async ({ params: { id }, ...acting }) => {
      const taken = await takeBack(workOf(acting, deps), id);
      acting.note({ record: { kind: SPELLING, id }, changes: [changed(taken, 'taken back')] });
      return { redirect: `${SPELLINGS}?done=back` };
    },
  });
}

function changed({ id, shown, code }: KeptSpelling, what: 'said' | 'taken back'): FieldChange {
  const words = `“${shown}” stands for ${code}`;
  const [before, after] = what === 'said' ? [null, words] : [words, null];
  return { kind: SPELLING, recordId: id, field: 'mapping', before, after };
}
