import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Db } from '../../src/platform/database/connection.ts';
import {
  type FormPart,
  formWithFile,
  MULTIPART,
  pdfOf,
  wordOf,
  zipOf,
} from '../../src/platform/uploads/uploads.testing.ts';
import { problemsIn } from '../support/access.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { connectTo } from '../support/cluster.ts';
import { fillExecutive, plans } from '../support/meetings.ts';
import { type SignedIn, signInAs } from '../support/people.ts';
import { until } from '../support/process.ts';
import { postBytes, sends, tokenOf } from '../support/uploads.ts';
import { injectedInto } from './hostile.ts';

const LIMIT = 2 * 1_048_576;

let test: TestApp;
let home: string;
/** A connection that no rule of the database holds back. */
let root: Db;
let maya: SignedIn;
/** Every route that takes a file: an address that leads somewhere, and its other fields as they would be taken. */
let targets: { route: string; url: string; fields: Record<string, string> }[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kith-uploads-'));
  test = await buildTestApp({ env: { KITH_HOME: home, UPLOAD_LIMIT: '2' } });
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 1);
  ({ maya } = await fillExecutive(test));
  const href = await plans(maya);
  const added = await sends(
    ...[
      test,
      maya,
      `${href}/papers`,
      { title: 'First', item: '', agency: '' },
      { fileName: 'a.pdf', bytes: pdfOf('a') },
    ],
  );
  expect(added.statusCode, problemsIn(added)).toBe(303);
  const paper = String(added.headers.location).split('?', 1)[0] ?? '';
  targets = [
    { route: '/meetings/:id/papers', url: `${href}/papers`, fields: { title: 'Invented', item: '', agency: '' } },
    { route: '/meetings/:id/papers/:paper', url: paper, fields: { because: 'Invented' } },
  ];
}, 60_000);
afterAll(async () => {
  await root.destroy();
  await test.close();
  rmSync(home, { recursive: true });
});

const uploads = () => readdirSync(join(home, 'uploads'));

/** The file goes when its answer has gone out. */
const isGone = () => until(async () => uploads().length === 0, 'the file to be removed');

/** How many files are kept. */
async function kept(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from meeting_paper_version`.execute(
    root,
  );
  return rows[0]?.count ?? -1;
}

interface Attempt {
  called: string;
  parts: (token: string, fields: [string, string][]) => FormPart[];
  status: number;
  says?: string;
}

const file = (bytes: Buffer, fileName = 'paper.pdf'): FormPart => ({ name: 'file', fileName, bytes });
const pdf = pdfOf('hostile');

const REFUSED: Attempt[] = [
  { called: 'no token', parts: (_token, fields) => [...fields, file(pdf)], status: 403 },
  {
    called: 'a made-up token',
    parts: (_token, fields) => [['_csrf', 'a'.repeat(60)], ...fields, file(pdf)],
    status: 403,
  },
  {
    called: 'the token after the file',
    parts: (token, fields) => [...fields, file(pdf), ['_csrf', token]],
    status: 403,
  },
  {
    called: 'the token twice',
    parts: (token, fields) => [['_csrf', token], ['_csrf', token], ...fields, file(pdf)],
    status: 403,
  },
  {
    called: 'two files',
    parts: (token, fields) => [['_csrf', token], ...fields, file(pdf), file(pdfOf('other'))],
    ...{ status: 400, says: 'Send one file at a time' },
  },
  {
    called: 'a file in a field of another name',
    parts: (token, fields) => [['_csrf', token], ...fields, { name: 'title', fileName: 'a.pdf', bytes: pdf }],
    ...{ status: 400, says: 'Send one file at a time' },
  },
  { called: 'no file', parts: (token, fields) => [['_csrf', token], ...fields], status: 400, says: 'Choose the file' },
  {
    called: 'a field for a file in which none was chosen',
    parts: (token, fields) => [['_csrf', token], ...fields, file(Buffer.alloc(0), '')],
    ...{ status: 400, says: 'Choose the file' },
  },
  {
    called: 'an empty file',
    parts: (token, fields) => [['_csrf', token], ...fields, file(Buffer.alloc(0))],
    ...{ status: 400, says: 'The file is empty' },
  },
  {
    called: 'a web page that says it is a PDF',
    parts: (token, fields) => [
      ...[['_csrf', token] as FormPart, ...fields],
      {
        name: 'file',
        fileName: 'a.pdf',
        bytes: Buffer.from('<html><script>alert(1)</script>'),
        type: 'application/pdf',
      },
    ],
    ...{ status: 415, says: 'This is a web page' },
  },
  {
    called: 'a program that says it is a Word document',
    parts: (token, fields) => [['_csrf', token], ...fields, file(Buffer.from('MZ\x90\x00'), 'minutes.docx')],
    ...{ status: 415, says: 'This is a program of Windows' },
  },
  {
    called: 'a PDF that says it is a program',
    parts: (token, fields) => [['_csrf', token], ...fields, file(pdf, 'paper.exe')],
    ...{ status: 415, says: 'The name ends in .exe' },
  },
  {
    called: 'a document with macros',
    parts: (token, fields) => [
      ...[['_csrf', token] as FormPart, ...fields],
      file(wordOf(['x'], [{ name: 'word/vbaProject.bin', content: 'x' }]), 'a.docx'),
    ],
    ...{ status: 415, says: 'The document has macros' },
  },
  {
    called: 'a document that unpacks to 300 MB',
    parts: (token, fields) => [
      ...[['_csrf', token] as FormPart, ...fields],
      file(wordOf(['x'], [{ name: 'word/a.xml', content: Buffer.alloc(300 * 1_048_576) }]), 'a.docx'),
    ],
    ...{ status: 415, says: 'far too large' },
  },
  {
    called: 'an archive',
    parts: (token, fields) => [['_csrf', token], ...fields, file(zipOf([{ name: 'a', content: 'b' }]), 'a.docx')],
    ...{ status: 415, says: 'This is an archive' },
  },
  {
    called: 'more than the limit',
    parts: (token, fields) => [['_csrf', token], ...fields, file(Buffer.alloc(LIMIT + 1, 'a'), 'a.txt')],
    ...{ status: 413, says: 'The file is larger than 2 MB' },
  },
  {
    called: 'fields that the form does not have',
    parts: (token, fields) => [['_csrf', token], ...fields, ['owner_id', 'x'], file(pdf)],
    status: 400,
  },
  {
    called: 'a field called __proto__',
    parts: (token, fields) => [['_csrf', token], ...fields, ['__proto__', 'x'], file(pdf)],
    status: 400,
  },
  {
    called: 'a thousand fields',
    parts: (token, fields) => [
      ...[['_csrf', token] as FormPart, ...fields],
      ...Array.from({ length: 1000 }, (_, at): FormPart => [`x${at}`, '1']),
      file(pdf),
    ],
    status: 400,
  },
  {
    called: 'a field of a megabyte',
    parts: (token, fields) => [['_csrf', token], ...fields, ['title', 'x'.repeat(1_048_576)], file(pdf)],
    status: 400,
  },
];

/** Takes other files, far larger ones, from other people, and keeps none of them: tried beside the module. */
const TRIED_ELSEWHERE = ['/returns/new'];

describe('every form that takes a file', () => {
  it('is tried here', () => {
    const taking = test.routes().filter(({ kith }) => (kith as { file?: string } | undefined)?.file !== undefined);
    const tried = [...targets.map(({ route }) => route), ...TRIED_ELSEWHERE];
    expect(taking.map(({ url }) => url).sort()).toEqual(tried.sort());
  });

  it.each(REFUSED)(
    'refuses $called, keeps nothing of it and leaves nothing on the disk',
    async ({ parts, status, says }) => {
      for (const { url, fields } of targets) {
        const before = await kept();
        const payload = formWithFile(parts(await tokenOf(maya), Object.entries(fields)));
        const answer = await postBytes(test, maya, url, payload);
        expect(before).toBeGreaterThan(0);
        expect(answer.statusCode, `${url} ${problemsIn(answer)}`).toBe(status);
        expect(String(answer.headers['content-type'])).toMatch(/^text\/html/);
        if (says) expect(problemsIn(answer)).toContain(says);
        expect(injectedInto(answer.body)).toEqual([]);
        expect(await kept()).toBe(before);
        await isGone();
      }
    },
  );

  it('refuses what is cut off, or says that it is a form with a file and is none', async () => {
    for (const { url, fields } of targets) {
      const whole = formWithFile([['_csrf', await tokenOf(maya)], ...Object.entries(fields), file(pdf)]);
      const before = await kept();
      const cut = await postBytes(test, maya, url, whole.subarray(0, whole.length - 40));
      expect(problemsIn(cut)).toContain('400 The file did not arrive whole: send it again');
      const bare = await postBytes(test, maya, url, whole, 'multipart/form-data');
      expect([400, 403]).toContain(bare.statusCode);
      const other = await postBytes(test, maya, url, whole, 'application/octet-stream');
      expect(other.statusCode).toBe(415);
      const garbage = await postBytes(test, maya, url, Buffer.from('\r\n'.repeat(5000)), MULTIPART);
      expect([400, 403]).toContain(garbage.statusCode);
      expect(await kept()).toBe(before);
      await isGone();
    }
  });

  it.each([
    ['a path', '../../../../etc/cron.d/kith.pdf', 'kith.pdf'],
    ['lines of a header', 'a%0d%0aX-Kith-Injected: yes.pdf', 'a0d0aX-Kith-Injected yes.pdf'],
    ['markup', '<kith-mark>.pdf', 'kith-mark.pdf'],
    ['signs that turn the order', 'gnp.\u202efdp.pdf', 'gnp.fdp.pdf'],
  ])('takes %s in the name of a file for a name and no more', async (_called, fileName, name) => {
    const [target] = targets;
    if (!target) return;
    const { url, fields } = target;
    const answer = await sends(test, maya, url, fields, { fileName, bytes: pdfOf(fileName) });
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    const shown = await maya.get(String(answer.headers.location));
    expect(shown.body).toContain(`Download ${name}`);
    expect(injectedInto(shown.body)).toEqual([]);
    const link = /href="([^"]+\/versions\/1)"/.exec(shown.body)?.[1] ?? '';
    const got = await maya.get(link);
    expect(got.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(got.headers['x-kith-injected']).toBeUndefined();
    await isGone();
  });

  it('is not received at all from somebody who may not send it, or is not signed in', async () => {
    const auditor = await signInAs(test, 'auditor');
    const touched = () => statSync(join(home, 'uploads')).mtimeMs;
    for (const { url, fields } of targets) {
      const before = touched();
      const refused = await sends(test, auditor, url, fields, { fileName: 'a.pdf', bytes: pdf });
      expect(refused.statusCode).toBe(403);
      const nobody = { ...auditor, cookies: {} };
      const payload = formWithFile([['_csrf', await tokenOf(auditor)], ...Object.entries(fields), file(pdf)]);
      expect((await postBytes(test, nobody, url, payload)).statusCode).toBe(403);
      expect(touched()).toBe(before);
    }
  });
});

describe('a file at the limit', () => {
  it('is taken whole or refused, and never cut off, however its bytes come', async () => {
    const [target] = targets;
    if (!target) return;
    for (const more of [-1, 0, 1, 2, 70_000]) {
      for (let turn = 0; turn < 3; turn++) {
        const bytes = Buffer.alloc(LIMIT + more, `${more} ${turn} words `);
        const answer = await sends(test, maya, target.url, target.fields, { fileName: 'a.txt', bytes });
        expect(answer.statusCode, `${more} bytes more, turn ${turn}`).toBe(more > 0 ? 413 : 303);
      }
    }
    const { rows } = await sql<{
      size: number;
    }>`select size from meeting_paper_version order by size desc limit 1`.execute(root);
    expect(rows).toEqual([{ size: LIMIT }]);
  });
});

describe('a file that does not end', () => {
  it('is refused as soon as it is too large, with bounded memory, and the sender gets to read why', async () => {
    const [target] = targets;
    if (!target) return;
    await test.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = test.app.server.address() as AddressInfo;
    const token = await tokenOf(maya);
    const head = formWithFile([['_csrf', token], ...Object.entries(target.fields), file(Buffer.alloc(0), 'a.txt')]);
    // Without the end of the file and of the form.
    const opening = head.subarray(0, head.lastIndexOf('\r\n--'));
    const size = 200 * 1_048_576;
    const cookies = Object.entries(maya.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.write(
      `POST ${target.url} HTTP/1.1\r\nHost: x\r\nCookie: ${cookies}\r\nContent-Type: ${MULTIPART}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const send = (bytes: Buffer) =>
      new Promise<void>((resolve) => {
        const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
        if (socket.write(chunk)) resolve();
        else socket.once('drain', resolve);
      });
    await send(opening);
    const before = process.memoryUsage().rss;
    const piece = Buffer.alloc(1_048_576, 'a');
    let most = 0;
    let sentBeforeAnswer = 0;
    for (let at = 0; at < size && !socket.destroyed; at += piece.length) {
      await send(piece);
      if (heard === '') sentBeforeAnswer = at;
      most = Math.max(most, process.memoryUsage().rss);
    }
    await until(async () => heard.includes('</html>'), 'the answer');
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard).toContain('The file is larger than 2 MB');
    expect(sentBeforeAnswer).toBeLessThan(64 * 1_048_576);
    // Sender and server are one process here: both together hold less than was sent.
    expect(most - before).toBeLessThan(150 * 1_048_576);
    await isGone();
    socket.destroy();
  }, 60_000);

  it('leaves nothing behind where the sender goes away in the middle', async () => {
    const [target] = targets;
    if (!target) return;
    const { port } = test.app.server.address() as AddressInfo;
    const opening = formWithFile([
      ['_csrf', await tokenOf(maya)],
      ...Object.entries(target.fields),
      file(Buffer.alloc(500_000, 'a'), 'a.txt'),
    ]);
    const cookies = Object.entries(maya.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST ${target.url} HTTP/1.1\r\nHost: x\r\nCookie: ${cookies}\r\nContent-Type: ${MULTIPART}\r\nContent-Length: ${opening.length}\r\n\r\n`,
    );
    socket.write(opening.subarray(0, 300_000));
    await until(async () => uploads().length === 1, 'the file to come in');
    socket.destroy();
    await until(async () => uploads().length === 0, 'the file to go');
    await isGone();
  }, 30_000);
});
