import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { access } from '../access.ts';
import { addPaper, type Desk, readPapers, replacePaper } from '../meetings/index.ts';
import { carrier, MEETING } from '../partnership/governance/index.ts';
import { actAs } from '../platform/access/index.ts';
import { londonDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { say, writeDocument } from '../platform/documents/index.ts';
import { append, type Entry } from '../platform/ledger/index.ts';
import { checkContent, safeFileName } from '../platform/uploads/index.ts';
import { inventedActor, inventedEntry, sendNoMail, type Writing } from './as-invented.ts';

const BY = 'Maya Example';
const KINDS = ['docx', 'csv', 'text'] as const;

interface InventedPaper {
  title: string;
  agency: string;
  fileName: string;
  bytes: () => Promise<Buffer>;
  /** What was put in its place, and why. */
  replacedBy?: { because: string; bytes: () => Promise<Buffer> };
}

const words = (text: string) => async () => Buffer.from(text);

const PAPERS: readonly InventedPaper[] = [
  {
    title: 'Use of the neglect tool: what the sample shows',
    agency: 'hartlepool-borough-council',
    fileName: 'Neglect tool sample.docx',
    bytes: () => wordPaper('Use of the neglect tool'),
  },
  {
    title: 'Notifications by area and month',
    agency: 'cleveland-police',
    fileName: 'Notifications by month.csv',
    bytes: words('Area,September,October\nHartlepool,31,28\nStockton-on-Tees,44,\n'),
    replacedBy: {
      because: 'October was missing for Stockton-on-Tees',
      bytes: words('Area,September,October\nHartlepool,31,28\nStockton-on-Tees,44,47\n'),
    },
  },
  {
    title: 'Cover while a team manager is missing',
    agency: 'stockton-on-tees-borough-council',
    fileName: 'Cover.txt',
    bytes: words(
      'Invented for the demonstration.\n\nTwo of three teams work as agreed. The third has no team manager until January.\nUntil then its supervision is shared between the other two managers, and cases over twenty days old are looked at weekly.\n',
    ),
  },
];

/** A Word paper, written by the writer of Kith's own documents. */
async function wordPaper(title: string): Promise<Buffer> {
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, words: say(text) });
  const file = await writeDocument(
    {
      ...{
        title,
        organisation: 'Demonstration',
        subtitle: 'For the Executive',
        description: 'Invented.',
        keywords: [],
      },
      ...{ date: '2026-11-02', edition: 'Invented for the demonstration', coverFigures: [], guide: [], records: [] },
      sections: [
        {
          ...{ id: 'found', title: 'What was found', basis: [], startsPage: false },
          blocks: [
            paragraph('Forty invented files were read. In nine of them the tool was used before the conference.'),
            paragraph('Where it was used, plans named what should change for the child more often: in seven of nine.'),
            paragraph('We ask the Executive whether every conference should ask for it.'),
          ],
        },
      ],
    },
    'docx',
  );
  return Buffer.from(file);
}

/**
 * Puts a few invented papers onto the Executive's next meeting, as the meeting administrator who is said to have added them.
 * A meeting that has papers already is left as it is.
 */
export async function ensureDemonstrationPapers(db: Db, { now, keyring }: Writing): Promise<void> {
  const actor = inventedActor(BY);
  await actAs(db, { actor, purpose: 'governance', now }, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from meeting m where forum_key = 'executive' and state = 'agenda-sent' and day >= ${londonDate(now)}
        and not exists (select from meeting_paper p where p.meeting_id = m.id) order by day limit 1`.execute(trx);
    const meetingId = rows[0]?.id;
    if (meetingId === undefined) return;
    const desk: Desk = { trx, actor, purpose: 'governance', access, now, carrier };
    const folder = await mkdtemp(join(tmpdir(), 'kith-papers-'));
    try {
      const entries: Entry[] = [];
      for (const paper of PAPERS) entries.push(...(await enter(desk, meetingId, paper, folder)));
      await append(trx, keyring, entries);
      await sendNoMail(trx);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function enter(desk: Desk, meetingId: string, paper: InventedPaper, folder: string): Promise<Entry[]> {
  const { items, agencies } = await readPapers(desk, meetingId);
  // The first item of the group's own stands behind the minutes of last time.
  const item = items.find(({ kind }) => kind === 'own');
  const agency = agencies.some(({ key }) => key === paper.agency) ? paper.agency : '';
  const given = { title: paper.title, itemId: item?.id ?? null, agency };
  const adding = await addPaper(desk, meetingId, given, await fileOf(folder, paper.fileName, await paper.bytes()));
  if ('problems' in adding) throw new Error(`“${paper.title}” can't be entered: ${JSON.stringify(adding.problems)}`);
  const entry = (event: string, says: string, changes: Entry['changes']) =>
    inventedEntry({ kind: MEETING, id: meetingId, event, says, changes }, desk.now);
  const added = entry('paper.add', 'Added an invented paper to a meeting', adding.changes);
  if (!paper.replacedBy) return [added];
  const file = await fileOf(folder, paper.fileName, await paper.replacedBy.bytes());
  const replacing = await replacePaper(desk, meetingId, adding.id, paper.replacedBy.because, file);
  if ('problems' in replacing) throw new Error(`“${paper.title}” can't be replaced.`);
  return [added, entry('paper.replace', 'Replaced an invented paper of a meeting', replacing.changes)];
}

/** A file as if somebody had sent it: checked as any other. */
async function fileOf(folder: string, sentAs: string, bytes: Buffer) {
  const path = join(folder, randomUUID());
  await writeFile(path, bytes);
  const kind = await checkContent(path, KINDS);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sentAs, size: bytes.length, sha256, kind, name: safeFileName(sentAs, kind) };
}
