import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import type { AccessKind } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type Form, textOf } from '../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedValues } from '../../platform/web/form.ts';
import { guarded } from '../../platform/web/route.ts';
import { atWork } from '../people/at-work.ts';
import { listAgencies } from '../repository.ts';
import {
  answerForm,
  endForm,
  keepFromForm,
  letInForm,
  liftForm,
  readAnswer,
  readLetIn,
  sealForm,
} from './access-forms.ts';
import { answer, openAsks } from './answering.ts';
import { type AtRecord, at, demandRecord } from './at-record.ts';
import { choosePerson } from './choose-person.ts';
import { keepFrom, lift, seal } from './keep-out.ts';
import { end, letIn } from './let-in.ts';
import {
  AnswerPage,
  EndPage,
  KeepOutPage,
  LetInPage,
  LiftPage,
  type RecordForm,
  SealPage,
} from './pages/record-forms.tsx';
import { DONE, WhoSeesPage } from './pages/who-sees-page.tsx';
import type { PersonInService } from './people.ts';
import { viewOf } from './record-view.ts';

const params = z.object({ id: z.uuid() });
const nothing = z.object({});

/** What stands against a form that was sent, with people to choose from where several fit. */
type Against = { problem: FormProblem; choices?: readonly PersonInService[] } | null;

/** One thing that can be done about the access to a record, on a page of its own. */
interface Doing {
  name: keyof typeof DONE;
  code: string;
  opened: string;
  says: string;
  body: Form;
  page: (form: RecordForm) => VNode;
  act: (record: AtRecord, values: TypedValues) => Promise<Against>;
}

const DOINGS: readonly Doing[] = [
  {
    name: 'let-in',
    code: 'access.let-in',
    opened: 'Opened the form that lets somebody in to a restricted record',
    says: 'Let somebody in to a restricted record',
    body: letInForm,
    page: LetInPage,
    act: async (record, values) => {
      const found = await choosePerson(record.work, textOf(values, 'who'), textOf(values, 'person'));
      if ('problem' in found) return found;
      return against(await letIn(record, found.person, readLetIn(values).given));
    },
  },
  {
    name: 'end',
    code: 'access.end',
    opened: 'Opened the form that ends somebody’s access to a restricted record',
    says: 'Ended somebody’s access to a restricted record',
    body: endForm,
    page: EndPage,
    act: async (record, values) => against(await end(record, textOf(values, 'person'), textOf(values, 'because'))),
  },
  {
    name: 'keep-out',
    code: 'access.keep-out',
    opened: 'Opened the form that keeps a restricted record from somebody',
    says: 'Kept a restricted record from somebody',
    body: keepFromForm,
    page: KeepOutPage,
    act: async (record, values) => {
      const because = textOf(values, 'because');
      if (textOf(values, 'agency') !== '') {
        return against(await keepFrom(record, { agency: textOf(values, 'agency') }, because));
      }
      const found = await choosePerson(record.work, textOf(values, 'who'), textOf(values, 'person'));
      return 'problem' in found ? found : against(await keepFrom(record, { person: found.person }, because));
    },
  },
  {
    name: 'lift',
    code: 'access.lift',
    opened: 'Opened the form that lets somebody receive a restricted record again',
    says: 'Let somebody receive a restricted record again',
    body: liftForm,
    page: LiftPage,
    act: async (record, values) => against(await lift(record, textOf(values, 'barring'), textOf(values, 'because'))),
  },
  {
    name: 'seal',
    code: 'access.seal',
    opened: 'Opened the form that seals a restricted record',
    says: 'Sealed a restricted record',
    body: sealForm,
    page: SealPage,
    act: async (record, values) =>
      against(await seal(record, textOf(values, 'sealed') === 'yes', textOf(values, 'because'))),
  },
  {
    name: 'answer',
    code: 'access.answer',
    opened: 'Read a request for access to a restricted record',
    says: 'Answered a request for access to a restricted record',
    body: answerForm,
    page: AnswerPage,
    act: async (record, values) => against(await answer(record, textOf(values, 'ask'), readAnswer(values).given)),
  },
];

function against(problem: FormProblem | null): Against {
  return problem && { problem };
}

/** Who sees one record, for whoever may decide it; once for every kind of restricted record. */
export function recordRoutes(app: FastifyInstance, deps: Deps): void {
  for (const kind of deps.access.shared) {
    overview(app, deps, kind);
    for (const doing of DOINGS) formOf(app, deps, kind, doing);
  }
}

function overview(app: FastifyInstance, deps: Deps, kind: AccessKind): void {
  guarded(app, {
    method: 'GET',
    url: at.record(kind.kind, ':id'),
    permission: { action: 'share', kind: kind.kind },
    event: { code: 'access.who-sees', says: 'Looked at who sees a restricted record' },
    params,
    query: z.object({
      done: z
        .enum(Object.keys(DONE) as [keyof typeof DONE])
        .nullable()
        .default(null)
        .catch(null),
    }),
    handle: async ({ params: { id }, query, ...pen }) => {
      const record = await demandRecord(atWork(deps, pen), 'share', kind, id);
      pen.note({ record: { kind: kind.kind, id } });
      const [view, asks] = [await viewOf(record), await openAsks(record)];
      return { page: WhoSeesPage({ view, asks, today: londonDate(deps.now()), done: query.done }) };
    },
  });
}

function formOf(app: FastifyInstance, deps: Deps, kind: AccessKind, doing: Doing): void {
  const url = `${at.record(kind.kind, ':id')}/${doing.name}`;
  const permission = { action: 'share', kind: kind.kind } as const;
  const page = async (
    record: AtRecord,
    state: { values: TypedValues; problems: readonly FormProblem[]; choices?: readonly PersonInService[] },
  ) => {
    const { work } = record;
    const agencies = (await listAgencies(work.trx)).map(({ key, name }) => ({ key, name }));
    const about = { view: await viewOf(record), asks: await openAsks(record), agencies, today: londonDate(work.now) };
    return doing.page({ choices: [], ...state, ...about });
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: `${doing.code}-form`, says: doing.opened },
    params,
    query: z.object({ ask: z.uuid().optional().catch(undefined) }),
    handle: async ({ params: { id }, query: { ask }, kept, ...pen }) => {
      const record = await demandRecord(atWork(deps, pen), 'share', kind, id);
      pen.note({ record: { kind: kind.kind, id } });
      return { page: await page(record, { values: { ...(ask ? { ask } : {}), ...kept }, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: doing.code, says: doing.says },
    params,
    query: nothing,
    body: doing.body,
    formAt: ({ id }) => `${at.record(kind.kind, id)}/${doing.name}`,
    handle: async ({ params: { id }, request, ...pen }) => {
      const record = await demandRecord(atWork(deps, pen), 'share', kind, id);
      const values = typedValues(request.body);
      const wrong = await doing.act(record, values);
      if (!wrong) return { redirect: `${at.record(kind.kind, id)}?done=${doing.name}` };
      const { problem, choices = [] } = wrong;
      pen.note({ record: { kind: kind.kind, id }, outcome: 'failed', why: problem.message });
      return { page: await page(record, { values, problems: [problem], choices }), status: 400 };
    },
    invalid: async ({ params: { id }, values, problems, ...pen }) => {
      const record = await demandRecord(atWork(deps, pen), 'share', kind, id);
      pen.note({ record: { kind: kind.kind, id }, outcome: 'failed', why: problems[0]?.message ?? '' });
      return { page: await page(record, { values, problems }) };
    },
  });
}
