import { UnreadableReturn } from '../unreadable.ts';
import { openPackage, type Package } from './package.ts';
import { readRows, type TakeRow } from './sheet.ts';
import { sharedStrings } from './strings.ts';
import { readPart } from './xml.ts';

/** Sheets of a workbook at most. */
const MOST_SHEETS = 500;

/** A sheet by its name, as the person sees it. */
export interface Sheet {
  name: string;
  hidden: boolean;
  /** The part that holds it. */
  part: string;
}

/** A workbook that is open: its sheets are read when they are asked for, row by row. */
export class Workbook {
  readonly sheets: readonly Sheet[];
  /** Whether dates are counted from 1904, as old Macs did, and not from 1900. */
  readonly from1904: boolean;
  readonly #package: Package;
  readonly #strings: readonly string[];

  constructor(parts: { package: Package; sheets: Sheet[]; from1904: boolean; strings: string[] }) {
    this.#package = parts.package;
    this.sheets = parts.sheets;
    this.from1904 = parts.from1904;
    this.#strings = parts.strings;
  }

  /** Bytes that were unpacked so far. */
  get unpacked(): number {
    return this.#package.unpacked;
  }

  /** Bytes that a sheet says it unpacks to. */
  sizeOf(sheet: Sheet): number {
    return this.#package.sizeOf(sheet.part);
  }

  /** Reads the rows of a sheet that hold anything. Throws UnreadableReturn with sheet and row where it can’t go on. */
  rows(sheet: Sheet, take: TakeRow, wanted?: ReadonlySet<number>): Promise<void> {
    const pieces = this.#package.part(sheet.part, `sheet “${sheet.name}”`);
    return readRows(pieces, { sheet: sheet.name, strings: this.#strings, take, ...(wanted ? { wanted } : {}) });
  }

  /** Lets go of the file. */
  close(): void {
    this.#package.close();
  }
}

/**
 * Opens a workbook (.xlsx, .xlsm) by its path or its bytes. Throws UnreadableReturn when it is none or is damaged. `signal` cancels
 * this and every reading of its sheets, which then reject with the reason of the signal.
 */
export async function openWorkbook(file: string | Uint8Array, signal?: AbortSignal): Promise<Workbook> {
  const opened = await openPackage(file, signal);
  try {
    const main = await mainPart(opened);
    const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/') + 1) : '';
    const targets = await relationships(opened, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
    const { named, from1904 } = await listed(opened, main);
    const sheets: Sheet[] = [];
    for (const { id, ...sheet } of named) {
      const target = targets.get(id);
      // Charts and dialogs stand among the sheets, too.
      if (target?.type.endsWith('/worksheet')) sheets.push({ ...sheet, part: target.part });
    }
    if (sheets.length === 0)
      throw new UnreadableReturn('The workbook has no sheet: choose the workbook with the lists.');
    const shared = [...targets.values()].find(({ type }) => type.endsWith('/sharedStrings'));
    const strings =
      shared && opened.has(shared.part)
        ? await sharedStrings(opened.part(shared.part, 'the texts that its sheets share'))
        : [];
    return new Workbook({ package: opened, sheets, from1904, strings });
  } catch (error) {
    opened.close();
    throw error;
  }
}

interface Target {
  type: string;
  part: string;
}

async function mainPart(opened: Package): Promise<string> {
  const targets = opened.has('_rels/.rels')
    ? await relationships(opened, '_rels/.rels', '')
    : new Map<string, Target>();
  const main = [...targets.values()].find(({ type }) => type.endsWith('/officeDocument'))?.part ?? 'xl/workbook.xml';
  if (!opened.has(main))
    throw new UnreadableReturn(
      'The file is an archive without a workbook in it: choose the .xlsx file with the lists.',
    );
  return main;
}

async function relationships(opened: Package, part: string, folder: string): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>();
  if (!opened.has(part)) return targets;
  await readPart(opened.part(part, 'its list of parts'), {
    ...SILENT,
    where: () => 'its list of parts',
    open: (name, { Id, Type, Target: target, TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Type || !target || TargetMode === 'External') return;
      targets.set(Id, { type: Type, part: resolved(folder, target) });
      if (targets.size > 10 * MOST_SHEETS)
        throw new UnreadableReturn('The workbook’s list of parts is longer than any workbook needs.');
    },
  });
  return targets;
}

/** `../media/a` seen from `xl/` is `media/a`. */
function resolved(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const whole = path.startsWith('/') ? path.slice(1) : `${folder}${path}`;
  const parts: string[] = [];
  for (const one of whole.split('/')) {
    if (one === '..') parts.pop();
    else if (one !== '.' && one !== '') parts.push(one);
  }
  return parts.join('/');
}

async function listed(opened: Package, main: string) {
  const named: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readPart(opened.part(main, 'its list of sheets'), {
    ...SILENT,
    where: () => 'its list of sheets',
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
      if (id === undefined) return;
      named.push({
        name: (attributes.name ?? '').slice(0, 60),
        hidden: attributes.state !== undefined && attributes.state !== 'visible',
        id,
      });
      if (named.length > MOST_SHEETS)
        throw new UnreadableReturn(`The workbook has more than ${MOST_SHEETS} sheets, as no return does.`);
    },
  });
  return { named, from1904 };
}

const SILENT = { text: () => {}, close: () => {} };
