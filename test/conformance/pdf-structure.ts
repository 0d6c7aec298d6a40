import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { dictOf, followed, itemsOf, nameOf, type PdfDict, type PdfValue, readPdfObjects } from './pdf-objects.ts';

/** An element of a PDF's structure tree, in reading order. */
export interface Element {
  /** Its standard role, after the file's own role map: H1, P, TH … */
  role: string;
  alt: string | undefined;
  children: Element[];
  /** Words that stand in this element or below it, in order. */
  text: string;
  dict: PdfDict;
  /** Annotations that belong to it. */
  annotations: PdfDict[];
}

/** A PDF as the checks see it. */
export interface Examined {
  /** Rules of PDF/UA-1 that the file breaks, each in words. None: nothing found. */
  faults: string[];
  root: Element | undefined;
  headings: { level: number; text: string }[];
  /** Title in the file's metadata. */
  title: string | undefined;
  pages: number;
}

/** Stands for text that is decoration: page numbers and running feet. */
const ARTIFACT = 'artifact';
const HEADING = /^H([1-6])$/;

/** Examines a PDF by rules of ISO 14289-1 (PDF/UA-1) that a program can check. Each fault names its rule in words. */
export async function examinePdf(bytes: Uint8Array): Promise<Examined> {
  const objects = readPdfObjects(bytes);
  const faults: string[] = [];
  const catalog = [...objects.values()]
    .map((value) => dictOf(objects, value))
    .find((dict) => nameOf(dict?.get('Type')) === 'Catalog');
  const opening = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const pdf = await opening.promise;
    const words = await wordsByContent(pdf, faults);
    const root = readTree(objects, catalog, words);
    const headings =
      root === undefined
        ? []
        : flat(root).flatMap(({ role, text }) => {
            const level = HEADING.exec(role)?.[1];
            return level === undefined ? [] : [{ level: Number(level), text }];
          });
    const xmp =
      Buffer.from(bytes)
        .toString('utf8')
        .match(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/)?.[0] ?? '';
    const title = /<dc:title>[\s\S]*?<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/.exec(xmp)?.[1];
    checkCatalog(objects, catalog, faults);
    if (!/<pdfuaid:part>1<\/pdfuaid:part>/.test(xmp)) faults.push('the file does not claim PDF/UA-1 in its metadata');
    if (title === undefined || title.trim() === '') faults.push('the file has no title in its metadata');
    checkFonts(objects, faults);
    if (root === undefined) faults.push('the file has no structure tree');
    else checkElements(objects, root, headings, faults);
    return { faults, root, headings, title, pages: pdf.numPages };
  } finally {
    await opening.destroy();
  }
}

/** An element and everything below it, in reading order. */
export function flat(element: Element): Element[] {
  return [element, ...element.children.flatMap(flat)];
}

function checkCatalog(objects: Map<number, PdfValue>, catalog: PdfDict | undefined, faults: string[]): void {
  const language = catalog?.get('Lang');
  if (language?.is !== 'text' || language.text.trim() === '') faults.push('the file does not say its language');
  if (!isTrue(dictOf(objects, catalog?.get('MarkInfo'))?.get('Marked')))
    faults.push('the file is not marked as tagged');
  if (!isTrue(dictOf(objects, catalog?.get('ViewerPreferences'))?.get('DisplayDocTitle'))) {
    faults.push('the title is not shown in the window of the reader');
  }
  if (dictOf(objects, catalog?.get('Outlines')) === undefined) faults.push('the file has no bookmarks');
}

function isTrue(value: PdfValue | undefined): boolean {
  return value?.is === 'word' && value.word === 'true';
}

function checkFonts(objects: Map<number, PdfValue>, faults: string[]): void {
  for (const value of objects.values()) {
    const dict = dictOf(objects, value);
    if (nameOf(dict?.get('Type')) !== 'FontDescriptor') continue;
    if (!['FontFile', 'FontFile2', 'FontFile3'].some((name) => dict?.has(name))) {
      faults.push(`the face ${nameOf(dict?.get('FontName'))} is not embedded`);
    }
  }
}

function checkElements(
  objects: Map<number, PdfValue>,
  root: Element,
  headings: readonly { level: number; text: string }[],
  faults: string[],
): void {
  if (headings[0]?.level !== 1) faults.push('the first heading is not of level 1');
  for (const [index, { level, text }] of headings.entries()) {
    const before = headings[index - 1]?.level ?? level;
    if (level > before + 1) faults.push(`the heading "${text}" skips a level`);
    if (text.trim() === '') faults.push('a heading is empty');
  }
  const linked = new Set<PdfDict>();
  for (const element of flat(root)) {
    if (element.role === 'Figure' && (element.alt ?? '').trim() === '')
      faults.push('a picture has no text alternative');
    if (element.role === 'Table') checkTable(objects, element, faults);
    if (element.role === 'L') checkList(element, faults);
    if (element.role === 'Link') for (const annotation of element.annotations) linked.add(annotation);
  }
  for (const value of objects.values()) {
    const dict = dictOf(objects, value);
    if (dict === undefined || nameOf(dict.get('Subtype')) !== 'Link') continue;
    if (!linked.has(dict)) faults.push('a link stands outside the structure tree');
    const contents = dict.get('Contents');
    if (contents?.is !== 'text' || contents.text.trim() === '') faults.push('a link has no words of its own');
    if (!dict.has('Dest') && !dict.has('A')) faults.push('a link leads nowhere');
  }
}

function checkTable(objects: Map<number, PdfValue>, table: Element, faults: string[]): void {
  const cells = flat(table);
  const heads = cells.filter(({ role }) => role === 'TH');
  if (heads.length === 0) faults.push('a table has no header cells');
  for (const head of heads) {
    const scope = itemsOf(objects, head.dict.get('A')).map((attribute) =>
      nameOf(dictOf(objects, attribute)?.get('Scope')),
    );
    if (!scope.some((name) => name === 'Column' || name === 'Row' || name === 'Both')) {
      faults.push(`the header cell "${head.text}" does not say what it heads`);
    }
  }
  const rows = cells.filter(({ role }) => role === 'TR');
  const widths = new Set(rows.map((row) => row.children.filter(({ role }) => role === 'TH' || role === 'TD').length));
  if (widths.size > 1) faults.push('a table has rows of different length');
}

function checkList(list: Element, faults: string[]): void {
  const items = list.children.filter(({ role }) => role === 'LI');
  if (items.length === 0) faults.push('a list has no items');
  if (list.children.some(({ role }) => !['LI', 'L', 'Caption'].includes(role)))
    faults.push('a list holds something that is no item');
  for (const item of items) {
    if (!item.children.some(({ role }) => role === 'LBody')) faults.push('an item of a list has no body');
  }
}

/** Words by page object and mark: `187:44`. Text that is neither tagged nor an artifact is a fault. */
async function wordsByContent(pdf: PDFDocumentProxy, faults: string[]): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true });
    const open: (string | null)[] = [];
    for (const item of content.items) {
      if ('str' in item) {
        const id = open.findLast((name) => name !== null) ?? undefined;
        if (item.str.trim() !== '' && id === undefined)
          faults.push(`the words "${item.str}" on page ${number} are not tagged`);
        if (id !== undefined && id !== ARTIFACT)
          words.set(id, `${words.get(id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
      } else if (item.type === 'endMarkedContent') {
        open.pop();
      } else {
        const isArtifact = 'tag' in item && item.tag === 'Artifact';
        open.push(isArtifact ? ARTIFACT : (item.id ?? null));
      }
    }
  }
  return words;
}

function readTree(
  objects: Map<number, PdfValue>,
  catalog: PdfDict | undefined,
  words: ReadonlyMap<string, string>,
): Element | undefined {
  const treeRoot = dictOf(objects, catalog?.get('StructTreeRoot'));
  if (treeRoot === undefined) return undefined;
  const roles = dictOf(objects, treeRoot.get('RoleMap'));
  const element = (dict: PdfDict, page: PdfValue | undefined): Element => {
    const own = nameOf(dict.get('S')) ?? '';
    const found: Element = {
      role: nameOf(roles?.get(own)) ?? own,
      alt: undefined,
      children: [],
      text: '',
      dict,
      annotations: [],
    };
    const alt = followed(objects, dict.get('Alt'));
    if (alt?.is === 'text') found.alt = alt.text;
    const here = dict.get('Pg') ?? page;
    for (const kid of itemsOf(objects, dict.get('K'))) {
      const value = followed(objects, kid);
      if (value?.is === 'number') found.text += wordsAt(here, value.number);
      if (value?.is !== 'dict') continue;
      const type = nameOf(value.entries.get('Type'));
      if (type === 'MCR') {
        const mark = value.entries.get('MCID');
        if (mark?.is === 'number') found.text += wordsAt(value.entries.get('Pg') ?? here, mark.number);
      } else if (type === 'OBJR') {
        const annotation = dictOf(objects, value.entries.get('Obj'));
        if (annotation !== undefined) found.annotations.push(annotation);
      } else {
        const child = element(value.entries, here);
        found.children.push(child);
        found.text += child.text;
      }
    }
    return found;
  };
  const wordsAt = (page: PdfValue | undefined, mark: number): string =>
    page?.is === 'ref' ? (words.get(`p${page.number}R_mc${mark}`) ?? '') : '';
  return {
    role: 'Root',
    alt: undefined,
    text: '',
    dict: treeRoot,
    annotations: [],
    children: itemsOf(objects, treeRoot.get('K')).flatMap((kid) => {
      const dict = dictOf(objects, kid);
      return dict === undefined ? [] : [element(dict, undefined)];
    }),
  };
}
