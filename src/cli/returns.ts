import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CheckedReturn } from '../evidence/returns/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Command, CommandContext } from './command.ts';
import { fileThere, readingFault, returnThere, spreadsheetAt, streamThere, writeWhole } from './returns-files.ts';
import { USAGE_FAULT } from './words.ts';

const USAGES = {
  cin: 'kith returns check cin FILE --ruleset 2024/25 [--json] [--csv OUT]',
  'annex-a': 'kith returns check annex-a FILE --reference-date 2026-01-31 [--mapping FILE] [--json] [--csv OUT]',
  ssda903:
    'kith returns check ssda903 FOLDER --ruleset 2026/27 --collection-year 2018 [--last FOLDER] [--providers FILE] [--authority NUMBER] [--json] [--csv OUT]',
};
const USAGE = Object.values(USAGES).join('\n   or ');
/** Read at once. Larger pieces are no faster, and take memory. */
const PIECE = 262_144;

interface Asked {
  kind: keyof typeof USAGES;
  file: string;
  /** The year of the rules, or the reference date. */
  of: string;
  mapping: string | undefined;
  /** The collection year, by its 31 March: 2018. */
  collectionYear: number;
  /** The folder of the return of the year before. */
  last: string | undefined;
  /** Ofsted's list of providers. */
  providers: string | undefined;
  /** The number of the authority. */
  authority: string | undefined;
  json: boolean;
  csv: string | undefined;
}

/** `kith returns check`: says what is wrong in a statutory return. Reads the file and nothing else: no database, no network. */
export const returnsCommand: Command = {
  name: 'returns',
  summary: 'Check a statutory return and say what is wrong in it.',
  usage:
    `${USAGE}\n` +
    'Nothing leaves this machine and nothing is kept. --json is for other programs, --csv OUT writes a spreadsheet.\n' +
    'Ends with 0 when there are queries at most, 1 when errors must be mended, 2 when the file can’t be read.',
  run: async (context) => {
    const asked = understand(context.args);
    const { exitCodeOf, findingsCsv, returnReport } = await import('../evidence/returns/index.ts');
    const { csv, file, mapping, last, providers } = asked;
    const target = csv === undefined ? null : await spreadsheetAt(csv, [file, mapping, last, providers], context);
    const { checked, json } = await CHECKS[asked.kind](asked, context).catch((error: unknown) => {
      throw readingFault(error, file, context);
    });
    if (target !== null) await writeWhole(target, findingsCsv(checked));
    if (asked.json) {
      for (const piece of json()) context.out(piece);
      tellBesides(checked, context);
    } else context.out(returnReport(checked, asked.file));
    return exitCodeOf(checked);
  },
};

/** A checked return, and its JSON when it is wanted. */
interface Done {
  checked: CheckedReturn;
  json: () => Iterable<string>;
}

async function census({ file, of: ruleset }: Asked, context: CommandContext): Promise<Done> {
  const { censusMeasures, checkCinCensus, returnJson } = await import('../evidence/returns/index.ts');
  const measures = censusMeasures(ruleset);
  const pieces = createReadStream(await streamThere(file, context), { highWaterMark: PIECE });
  const checked = await checkCinCensus(pieces, { ruleset, measures });
  return { checked, json: () => returnJson(checked) };
}

async function annexA({ file, of: referenceDate, mapping }: Asked, context: CommandContext): Promise<Done> {
  const { annexAJson, annexAMapping, checkAnnexA } = await import('../evidence/returns/index.ts');
  const mapped =
    mapping === undefined ? {} : { mapping: annexAMapping(await readFile(await streamThere(mapping, context))) };
  const checked = await checkAnnexA(await fileThere(file, context), { referenceDate, ...mapped });
  return { checked, json: () => [annexAJson(checked)] };
}

async function ssda903(asked: Asked, context: CommandContext): Promise<Done> {
  const { file, of: ruleset, collectionYear, last, providers, authority } = asked;
  const { checkSsda903, returnJson } = await import('../evidence/returns/index.ts');
  const path = await returnThere(file, context);
  const checked = await checkSsda903(path, {
    ...{ ruleset, collectionYear },
    ...(last === undefined ? {} : { last: await returnThere(last, context) }),
    ...(providers === undefined ? {} : { providers: await fileThere(providers, context) }),
    ...(authority === undefined ? {} : { authority }),
  });
  return { checked, json: () => returnJson(checked) };
}

const CHECKS = { cin: census, 'annex-a': annexA, ssda903 };

/** What JSON has no place for goes where a person sees it and a program does not. */
function tellBesides({ notes, faults, rules }: CheckedReturn, { err }: CommandContext): void {
  for (const note of notes) err(`${note}\n`);
  for (const { rule, status, because } of rules) {
    if (status === 'error') err(`Rule ${rule.code} could not run: ${because}\n`);
  }
  const [first] = faults.kept;
  if (first)
    err(
      `The layout of the file has ${faults.count} ${faults.count === 1 ? 'fault' : 'faults'}, the first on line ${first.line} (${first.element} ${first.words}): run it without --json, or with --csv, to see them.\n`,
    );
}

function understand(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const [check, kind, file, ...more] = positionals;
  if (check !== 'check') throw misused('kith returns can check a return');
  if (kind === undefined) throw misused('Say which return it is');
  if (!isKind(kind)) throw misused(`Kith knows no return “${kind}” yet`);
  const wrong = (fault: string) => misused(fault, USAGES[kind]);
  if (file === undefined) throw wrong('Name the file to check');
  if (more.length > 0) throw wrong(`Name one file; “${more[0]}” is one too many`);
  const { ruleset, 'reference-date': date, mapping } = values;
  const { 'collection-year': collected, last, providers, authority } = values;
  if (kind !== 'ssda903' && (collected ?? last ?? providers ?? authority) !== undefined)
    throw wrong(
      'Only the return of children looked after takes a collection year, a return of the year before, providers and an authority',
    );
  const asked = {
    ...{ kind, file, mapping, last, providers, authority, collectionYear: 0 },
    ...{ json: values.json ?? false, csv: values.csv },
  };
  if (kind === 'ssda903') {
    if ((date ?? mapping) !== undefined) throw wrong('This return takes no reference date and no mapping');
    if (ruleset === undefined) throw wrong('Say whose year’s rules apply');
    if (collected === undefined || !/^(19|20)\d\d$/.test(collected))
      throw wrong('Say in which year’s March the return ends');
    return { ...asked, of: ruleset, collectionYear: Number(collected) };
  }
  const of = kind === 'cin' ? ruleset : date;
  if (of === undefined)
    throw wrong(kind === 'cin' ? 'Say whose year’s rules apply' : 'Say which day the workbook is about');
  if ((kind === 'cin' ? (date ?? mapping) : ruleset) !== undefined)
    throw wrong(
      `The ${kind === 'cin' ? 'census takes a year and no reference date' : 'workbook takes a reference date and no year'}`,
    );
  return { ...asked, of };
}

function isKind(word: string): word is Asked['kind'] {
  return Object.hasOwn(USAGES, word);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ruleset: { type: 'string' },
        'reference-date': { type: 'string' },
        mapping: { type: 'string' },
        'collection-year': { type: 'string' },
        last: { type: 'string' },
        providers: { type: 'string' },
        authority: { type: 'string' },
        json: { type: 'boolean' },
        csv: { type: 'string' },
      },
    });
  } catch (error) {
    const word = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1];
    throw misused(`kith returns does not understand ${word === undefined ? 'these words' : `“${word}”`}`);
  }
}

function misused(fault: string, usage: string = Object.values(USAGES).join(' or ')): PlainError {
  return new PlainError(`${fault}: write ${usage}.`, { exitCode: USAGE_FAULT });
}
