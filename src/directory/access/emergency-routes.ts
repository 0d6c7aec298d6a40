import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AccessKind, Refused } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedValues } from '../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { atWork } from '../people/at-work.ts';
import { emergencyForm, isVerdict, judgeForm, openingNumber, recordNumber } from './access-forms.ts';
import { aboutRecord, hrefOf, kindsFor, recordOf, typedFrom } from './ask-routes.ts';
import { seesAlready } from './asking.ts';
import { at } from './at-record.ts';
import { judge, openInEmergency } from './emergency.ts';
import { listOpenings, listOwnOpenings } from './emergency-repository.ts';
import { WhichKindPage } from './pages/ask-pages.tsx';
import { EmergenciesPage, EmergencyPage, JudgePage } from './pages/emergency-pages.tsx';

const nothing = z.object({});

/** What stands at the reference in every case in which it can’t be opened. */
const NOT_TO_YOU = 'Kith can’t open a record by this reference to you: check it, and if it is right, ring the council';

/** Opening a record in an emergency, and judging it afterwards. */
export function emergencyRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/access/emergency',
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: aboutRecord,
    handle: ({ query, actor }) => {
      const kinds = kindsFor(deps.access, actor, 'break-glass');
      const known = kinds.find(({ kind }) => kind === query.kind);
      if (known) return { redirect: hrefOf(at.emergency(known.kind), query) };
      const page = WhichKindPage({
        title: 'Open a record in an emergency',
        lede: 'For a child in danger now, when nobody can be asked. What kind of record is it?',
        kinds: kinds.map((kind) => ({
          name: kind.name,
          about: kind.about,
          href: hrefOf(at.emergency(kind.kind), query),
        })),
        none: 'Your role does not open records in an emergency. In immediate danger ring 999, else ring the council’s front door.',
      });
      return { page };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/access/emergencies',
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: nothing,
    handle: async ({ trx, actor }) => ({
      page: EmergenciesPage({
        openings: await listOwnOpenings(trx, actor.id),
        toJudge: kindsFor(deps.access, actor, 'review'),
        mayOpen: kindsFor(deps.access, actor, 'break-glass').length > 0,
        kindOf: deps.access.kind,
        now: deps.now(),
      }),
    }),
  });
  for (const kind of deps.access.shared) {
    opening(app, deps, kind);
    judging(app, deps, kind);
  }
}

function opening(app: FastifyInstance, deps: Deps, kind: AccessKind): void {
  const url = at.emergency(kind.kind);
  const permission = { action: 'break-glass', kind: kind.kind } as const;
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'access.emergency-form', says: 'Opened the form that opens a restricted record in an emergency' },
    params: nothing,
    query: aboutRecord,
    handle: ({ query, kept, note }) => {
      const values = { ...typedFrom(query), ...kept };
      const id = recordNumber(values);
      if (id !== null) note({ record: { kind: kind.kind, id } });
      return { page: EmergencyPage({ kind, values, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'access.emergency', says: 'Opened a restricted record in an emergency' },
    params: nothing,
    query: nothing,
    body: emergencyForm,
    formAt: () => url,
    handle: async ({ request, ...pen }): Promise<Answer> => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const record = await recordOf(deps, pen, kind, values);
      const href = kind.href?.(record.id) ?? '/';
      const about = { kind: kind.kind, id: record.id };
      if (seesAlready(work, kind, record)) {
        pen.note({ record: about, says: 'Asked to open a restricted record in an emergency that was open to them' });
        return { redirect: href };
      }
      const reason = textOf(values, 'reason');
      const refused = await openInEmergency(work, kind, record, reason);
      if (refused === null) return { redirect: href };
      if (record.reference === null) throw new Refused({ because: refused, ...permission, recordId: record.id });
      pen.note({ record: about, outcome: 'refused', why: refused });
      const problems: FormProblem[] = [{ field: 'reference', message: NOT_TO_YOU }];
      return { page: EmergencyPage({ kind, values, problems }), status: 404 };
    },
    invalid: ({ values, problems }) => ({ page: EmergencyPage({ kind, values, problems }) }),
  });
}

function judging(app: FastifyInstance, deps: Deps, kind: AccessKind): void {
  const url = at.judge(kind.kind);
  const permission = { action: 'review', kind: kind.kind } as const;
  const page = async ({ trx }: Acting, values: TypedValues, problems: readonly FormProblem[], done = false) => {
    const openings = await listOpenings(trx, kind.kind);
    return { page: JudgePage({ kind, openings, today: londonDate(deps.now()), values, problems, done }), openings };
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'access.emergencies', says: 'Looked through what was opened in an emergency' },
    params: nothing,
    query: z.object({ done: z.string().optional().catch(undefined) }),
    handle: async ({ query, kept, ...pen }) => {
      const shown = await page(pen, kept ?? {}, [], query.done === 'yes');
      pen.note({ seen: [...new Set(shown.openings.map((one) => one.recordId))] });
      return { page: shown.page };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'access.judge', says: 'Judged what was opened in an emergency' },
    params: nothing,
    query: nothing,
    body: judgeForm,
    formAt: () => url,
    handle: async ({ request, ...pen }) => {
      const values = typedValues(request.body);
      const verdict = textOf(values, 'verdict');
      if (!isVerdict(verdict)) throw new Error('The form let a verdict pass that is none.');
      const given = { verdict, words: textOf(values, 'words') };
      const problem = await judge(atWork(deps, pen), kind, openingNumber(values), given);
      if (problem === null) return { redirect: `${url}?done=yes` };
      pen.note({ outcome: 'failed', why: problem.message });
      return { page: (await page(pen, values, [problem])).page, status: 400 };
    },
    invalid: async ({ values, problems, ...pen }) => ({ page: (await page(pen, values, problems)).page }),
  });
}
