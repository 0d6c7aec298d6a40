import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../directory/index.ts';
import { londonDate, longDate } from '../platform/clocks/index.ts';
import { documentTypes, writeDocument } from '../platform/documents/index.ts';
import { historyRoute } from '../platform/history/index.ts';
import type { Deps } from '../platform/module.ts';
import { type Form, textOf } from '../platform/web/checked-form.ts';
import { doneOf } from '../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../platform/web/form.ts';
import { type Acting, guarded } from '../platform/web/route.ts';
import { type Carrier, demandRuns } from './carrier.ts';
import { deskOf, inWork, NOTHING, ONE } from './desk.ts';
import { documentNameOf, meetingDocument } from './document.ts';
import { agreeForm, cancelForm, moveForm, readAgreed, readMove, takeBackForm } from './forms.ts';
import { type MeetingDoing, meetingProcess } from './meeting.ts';
import { ChangePage } from './pages/change-page.tsx';
import { meetingCrumbs } from './pages/frame.tsx';
import { OneMeetingPage } from './pages/meeting-page.tsx';
import { readMeeting } from './reading.ts';
import { getMeeting, whoIsReached } from './service.ts';
import { listSteps, type StepGiven, takeStep } from './steps.ts';

const DONE = {
  planned: 'The meeting is planned. Build its agenda next.',
  ...Object.fromEntries(meetingProcess.moves.map(({ doing, says }) => [doing, says])),
};

const HISTORY_LABELS = {
  ...{
    reference: 'Reference',
    group: 'Group',
    day: 'Day',
    starts: 'Begins',
    state: 'Where it stands',
    agenda: 'Agenda',
  },
  ...{ order: 'Order of the agenda', 'not known': 'Not known', contribution: 'Contribution' },
};

/** One meeting's page, its history, and its steps from planned to agreed. */
export function meetingPageRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id`;
  const change = { action: 'change', kind: carrier.kind } as const;
  const page = async (
    acting: Acting,
    id: string,
    done: string | null,
    values: TypedValues = {},
    problems: readonly FormProblem[] = [],
  ) => {
    const desk = deskOf(acting, deps, carrier);
    return OneMeetingPage({
      carrier,
      view: await readMeeting(desk, id),
      today: londonDate(desk.now),
      done,
      values,
      problems,
    });
  };
  const changePage = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const desk = deskOf(acting, deps, carrier);
    const meeting = await getMeeting(desk, id);
    const doings = await listSteps(desk, meeting, await demandRuns(desk, meeting));
    return ChangePage({ carrier, meeting, doings, reach: await whoIsReached(desk, meeting), values, problems });
  };
  const step = async (acting: Acting, id: string, doing: MeetingDoing, given: StepGiven = {}) => {
    const { changes } = await takeStep(deskOf(acting, deps, carrier), id, doing, given);
    acting.note({ record: { kind: carrier.kind, id }, changes, ...(given.because ? { why: given.because } : {}) });
    return { redirect: `${carrier.base}/${id}?done=${doing}` };
  };

  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.read', says: 'Read a meeting' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await page(acting, params.id, query.done) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${at}/download`,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.download', says: 'Took a meeting’s agenda or minutes as a document' },
    params: ONE,
    query: z.object({ format: z.enum(['pdf', 'docx']) }),
    handle: async ({ params, query, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const view = await readMeeting(desk, params.id);
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      const file = await writeDocument(meetingDocument(view, londonDate(desk.now)), query.format);
      const name = `${documentNameOf(view.meeting)} ${view.meeting.title} ${view.meeting.day}.${query.format}`;
      return { file: Buffer.from(file), type: documentTypes[query.format], downloadAs: name };
    },
  });
  historyRoute(app, {
    ...{ url: `${at}/history`, kind: carrier.kind, params: ONE, names: namesOf, labels: HISTORY_LABELS },
    event: { code: 'meeting.history', says: 'Read the history of a meeting' },
    find: async (acting, { id }) => {
      const meeting = await getMeeting(deskOf(acting, deps, carrier), id);
      const breadcrumbs = meetingCrumbs(carrier, meeting);
      const caption = `${meeting.title}, ${longDate(meeting.day)}`;
      return { records: id, name: meeting.reference, caption, breadcrumbs };
    },
  });
  const pressed: [MeetingDoing, string][] = [
    ['send-agenda', 'Sent the agenda of a meeting'],
    ['start', 'Started a meeting'],
    ['unstart', 'Took back that a meeting was started'],
    ['unstart-sent', 'Took back that a meeting was started'],
    ['finish', 'Closed a meeting'],
  ];
  for (const [doing, says] of pressed) {
    guarded(app, {
      method: 'POST',
      url: `${at}/${doing}`,
      permission: change,
      event: { code: `meeting.${doing}`, says },
      params: ONE,
      query: NOTHING,
      handle: ({ params, ...acting }) => step(acting, params.id, doing),
    });
  }
  guarded(app, {
    method: 'POST',
    url: `${at}/agree`,
    permission: change,
    event: { code: 'meeting.agree', says: 'Entered that the minutes of a meeting were agreed' },
    params: ONE,
    query: NOTHING,
    body: agreeForm,
    handle: ({ params, body, ...acting }) => step(acting, params.id, 'agree', { agreedOn: readAgreed(body).on }),
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await page(acting, params.id, null, values, problems) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${at}/change`,
    permission: change,
    event: 'none',
    params: ONE,
    query: NOTHING,
    handle: async ({ params, kept, ...acting }) => ({ page: await changePage(acting, params.id, kept ?? {}, []) }),
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/move`,
    permission: change,
    event: { code: 'meeting.move', says: 'Moved a meeting to another day' },
    params: ONE,
    query: NOTHING,
    body: moveForm,
    formAt: ({ id }) => `${carrier.base}/${id}/change`,
    handle: ({ params, body, ...acting }) => {
      const { day, starts, because } = readMove(body);
      return step(acting, params.id, 'move', { day, starts, because });
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: await changePage(acting, params.id, values, problems),
    }),
  });
  const withReason: [MeetingDoing, Form, string][] = [
    ['cancel', cancelForm, 'Cancelled a meeting'],
    ['reopen', takeBackForm, 'Took back that the minutes of a meeting were agreed'],
    ['reinstate', takeBackForm, 'Planned a cancelled meeting again'],
  ];
  for (const [doing, body, says] of withReason) {
    guarded(app, {
      method: 'POST',
      url: `${at}/${doing}`,
      permission: change,
      event: { code: `meeting.${doing}`, says },
      params: ONE,
      query: NOTHING,
      body,
      formAt: ({ id }) => `${carrier.base}/${id}/change`,
      handle: ({ params, body: given, ...acting }) =>
        step(acting, params.id, doing, { because: textOf(given, 'reason') }),
      invalid: async ({ params, values, problems, ...acting }) => ({
        page: await changePage(acting, params.id, values, problems),
      }),
    });
  }
}
