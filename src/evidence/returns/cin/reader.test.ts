import { describe, expect, test } from 'vitest';
import { UnreadableReturn } from '../unreadable.ts';
import { caseFile, FILE_END, fileBegin } from './case-file.testing.ts';
import { checkCensus } from './check.ts';
import { checkedFile, inPieces, MEASURES, rulesOf } from './checking.testing.ts';
import { generateCensus } from './generate.testing.ts';

const CHILD =
  '<Child><ChildIdentifiers><LAchildID>C1</LAchildID><Sex>M</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>' +
  '<CINdetails><CINreferralDate>2024-05-02</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>true</ReferralNFA></CINdetails></Child>';

/** The faults of the layout of a file with these elements in it, one a line: line, element, words. */
async function faultsOf(children: string, year = '2024/25'): Promise<[number, string, string][]> {
  const { faults } = await checkedFile(`${fileBegin()}${children}${FILE_END}`, year);
  return faults.kept.map(({ line, element, words }) => [line, element, words]);
}

/** The sentence with which a file is refused. */
async function refused(file: string | Uint8Array): Promise<string> {
  const error = await checkedFile(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableReturn);
  expect((error as UnreadableReturn).exitCode).toBe(2);
  const { message } = error as UnreadableReturn;
  expect(message).toMatch(/^[A-Z].*\.$/);
  return message;
}

describe('the layout', () => {
  test('of a whole file has no fault, whether it is on one line or indented', async () => {
    expect(await faultsOf(CHILD)).toEqual([]);
    expect(await faultsOf(CHILD.replaceAll('><', '>\n    <'))).toEqual([]);
  });

  test.each([
    [
      'an element that does not belong there',
      '<Sex>M</Sex>',
      '<Sex>M</Sex>\n<Shoes>12</Shoes>',
      [6, 'Shoes', 'does not belong in ChildIdentifiers; it was not read'],
    ],
    [
      'an element in the wrong place',
      '<LAchildID>C1</LAchildID><Sex>M</Sex>',
      '<Sex>M</Sex>\n<LAchildID>C1</LAchildID>',
      [6, 'LAchildID', 'comes after <Sex>, but belongs before it'],
    ],
    [
      'an element given twice',
      '<Sex>M</Sex>',
      '<Sex>M</Sex>\n<Sex>F</Sex>',
      [6, 'Sex', 'stands a second time in one ChildIdentifiers; only the first is read'],
    ],
    ['an element left out', '<Ethnicity>WBRI</Ethnicity>', '', [5, 'Ethnicity', 'is missing in ChildCharacteristics']],
    ['an empty element', '<Ethnicity>WBRI</Ethnicity>', '\n<Ethnicity> </Ethnicity>', [6, 'Ethnicity', 'is empty']],
    [
      'a date that does not exist',
      '2024-05-02',
      '2024-02-30',
      [5, 'CINreferralDate', 'must be a real date, written like 2024-03-31'],
    ],
    [
      'a date day first',
      '2024-05-02',
      '02/05/2024',
      [5, 'CINreferralDate', 'must be a real date, written like 2024-03-31'],
    ],
    [
      'a code that is not known',
      '<ReferralSource>6',
      '<ReferralSource>66',
      [5, 'ReferralSource', 'holds a code that the collection of 2025 does not know'],
    ],
    [
      'neither yes nor no',
      '<ReferralNFA>true',
      '<ReferralNFA>yes',
      [5, 'ReferralNFA', 'must be 1 or true, 0 or false'],
    ],
    [
      'text between elements',
      '<Sex>M</Sex>',
      '<Sex>M</Sex>\nstray\n\n',
      [6, 'ChildIdentifiers', 'has text between its elements; it was not read'],
    ],
    [
      'a UPN of another shape',
      '<Sex>',
      '<UPN>A1</UPN><Sex>',
      [5, 'UPN', 'must be a letter, 11 digits and a digit or letter'],
    ],
  ])('names %s with its line', async (_, from, to, fault) => {
    expect(CHILD).toContain(from);
    expect(await faultsOf(CHILD.replace(from, to))).toEqual([fault]);
  });

  test('goes on behind a fault: the child and those after it are checked', async () => {
    const file = `${fileBegin()}${CHILD.replace('<Sex>', '<Shoes><Left/></Shoes>stray<Sex>')}${CHILD.replace('C1', 'C2').replace('<Sex>M', '<Sex>9')}${FILE_END}`;
    const checked = await checkedFile(file);
    expect(checked.children).toBe(2);
    expect(checked.rules.find(({ rule }) => rule.code === '4180')?.status).toBe('failed');
    expect(checked.faults.kept.map(({ child }) => child)).toEqual(['C1', 'C1', 'C2']);
  });

  test('follows the year: gender up to 2023/24, sex from 2024/25 on', async () => {
    expect(await faultsOf(CHILD, '2023/24')).toEqual([
      [5, 'Sex', 'belongs to collections from 2025 on, not to that of 2024; it was not read'],
      [5, 'GenderCurrent', 'is missing in ChildIdentifiers'],
    ]);
    const gender = CHILD.replace('<Sex>M</Sex>', '<GenderCurrent>1</GenderCurrent>');
    expect(await faultsOf(gender, '2023/24')).toEqual([]);
    expect(await faultsOf(gender, '2025/26')).toEqual([
      [5, 'GenderCurrent', 'belongs to collections up to 2024, not to that of 2026; it was not read'],
      [5, 'Sex', 'is missing in ChildIdentifiers'],
    ]);
  });

  test('of a planned module is told once, not for each of its fields', async () => {
    const module =
      '<PreProceedingsandFGDM><PPStartDate>2024-09-09</PPStartDate><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>';
    expect(await faultsOf(CHILD.replace('</CINdetails>', `${module}</CINdetails>`))).toEqual([
      [5, 'PreProceedingsandFGDM', 'is a module that the collection of 2025 does not have; it was not read'],
    ]);
  });

  test('takes several dates in one Reviews, and several Reviews with one date each', async () => {
    const plan = (reviews: string) =>
      `<ChildProtectionPlans><CPPstartDate>2024-05-02</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>${reviews}</ChildProtectionPlans>`;
    const dates = ['2024-07-02', '2024-09-02'].map((date) => `<CPPreviewDate>${date}</CPPreviewDate>`);
    for (const reviews of [
      `<Reviews>${dates.join('')}</Reviews>`,
      `<Reviews>${dates[0]}</Reviews><Reviews>${dates[1]}</Reviews>`,
    ]) {
      const checked = await checkedFile(
        `${fileBegin()}${CHILD.replace('</CINdetails>', `${plan(reviews)}</CINdetails>`)}${FILE_END}`,
      );
      expect(checked.faults.kept).toEqual([]);
      expect(checked.tables.find(({ name }) => name === 'Reviews')?.rows).toBe(2);
    }
  });

  test('full of faults is counted whole and kept in part', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `<Shoes${at}/>`).join('\n');
    const { faults } = await checkedFile(`${fileBegin()}${CHILD.replace('<Sex>', `${many}<Sex>`)}${FILE_END}`);
    expect(faults.count).toBe(3000);
    expect(faults.kept).toHaveLength(2000);
    expect(faults.kinds.size).toBe(500);
  });
});

describe('a file that can’t be read gets one plain sentence with the place', () => {
  const whole = caseFile([{ LAchildID: 'C1' }, { LAchildID: 'C2' }]);

  test.each([
    ['an empty file', '', 'The file is empty.'],
    ['blanks only', ' \n \n', 'The file is empty.'],
    [
      'no XML',
      'child,referral\n1,2024-05-02\n',
      'The file does not begin like XML on line 1: choose the file that your system makes for the census.',
    ],
    [
      'another return',
      '<Export>\n<Child/></Export>',
      'Line 1 begins with <Export>, not with <Message>: this is no Children in Need census.',
    ],
    [
      'a file cut off',
      whole.slice(0, whole.indexOf('C2')),
      'The file ends on line 6 before <LAchildID> of line 6 is closed: it is cut off, or an & in its text is not written &amp;.',
    ],
    [
      'a tag cut off',
      whole.slice(0, whole.indexOf('C2') - 4),
      'The file ends on line 6 before <ChildIdentifiers> of line 6 is closed: it is cut off, or an & in its text is not written &amp;.',
    ],
    [
      'crossed elements',
      whole.replace('</ChildIdentifiers></Child>', '</Child></ChildIdentifiers>'),
      expect.stringMatching(
        /^Line 5, column \d+ closes another element than the one open there \(<ChildIdentifiers>\)\.$/,
      ),
    ],
    [
      'a bare ampersand',
      whole.replace('C2', 'C & 2'),
      'The file ends on line 9 before <LAchildID> of line 6 is closed: it is cut off, or an & in its text is not written &amp;.',
    ],
    [
      'a character that XML does not allow',
      whole.replace('C2', 'C\u0001'),
      expect.stringMatching(/^Line 6, column \d+ has a character/),
    ],
    [
      'an entity of its own',
      whole.replace('C2', '&child;'),
      expect.stringMatching(/^Line 6, column \d+ uses an entity/),
    ],
    [
      'two files in one',
      `${whole}${whole.slice(whole.indexOf('<Message>'))}`,
      expect.stringMatching(/^Line 9, column \d+ begins a second file/),
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([
        Buffer.from(whole.slice(0, whole.indexOf('C2'))),
        Buffer.from([0xe9]),
        Buffer.from(whole.slice(whole.indexOf('C2'))),
      ]),
      'Line 6 holds bytes that are not UTF-8: save the file as UTF-8.',
    ],
    [
      'an encoding that nobody reads',
      whole.replace('utf-8', 'ebcdic-uk'),
      'Line 1 says that the file is written in “ebcdic-uk”: save it as UTF-8.',
    ],
    ['UTF-16 without its mark', Buffer.from(whole, 'utf16le'), expect.stringContaining('zero bytes')],
    ['a zip file', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), expect.stringMatching(/^(Line 1|The file)/)],
  ])('%s', async (_, file, sentence) => {
    expect(await refused(file)).toEqual(sentence);
  });

  test.each([
    ['an external entity', '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    [
      'a billion laughs',
      `<!DOCTYPE Message [<!ENTITY a "ha">${'bcdefghij'
        .split('')
        .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
        .join('')}]>`,
    ],
    ['a document type elsewhere', '<!DOCTYPE Message SYSTEM "https://example.org/census.dtd">'],
  ])('%s is refused and never followed', async (_, doctype) => {
    const file = whole.replace('<Message>', `${doctype}\n<Message>`).replace('C2', '&x;');
    expect(await refused(file)).toBe(
      'Line 2 declares a document type (DOCTYPE), which no return needs and which can hide other files: take it out.',
    );
  });

  test('elements within elements without an end', async () => {
    expect(await refused(`<Message>${'<Child>'.repeat(100_000)}`)).toBe(
      'Line 1 nests elements more than 40 deep, as no return does.',
    );
  });

  test.each([
    ['a text', '<Message><Header>', 'x'],
    ['a comment', '<Message><!--', 'x'],
    ['a tag', '<Message><Header ', 'a'],
    ['a document type', '<!DOCTYPE ', 'x'],
    ['blanks at the beginning', '', ' '],
  ])('%s without an end, in bounded memory', async (_, begin, filling) => {
    // A hundred megabytes that nobody holds: what is refused after one must not be read to its end.
    let read = 0;
    const filled = Buffer.from(filling.repeat(65_536));
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(begin);
      for (read = 0; read < 100 * 16; read += 1) yield filled;
    }
    const checking = checkCensus(endless(), { ...MEASURES, set: rulesOf('2024/25') });
    await expect(checking).rejects.toThrow(/^Around line 1 more than 1,000,000 characters come without an element/);
    expect(read).toBeLessThan(40);
  });
});

describe('the encoding', () => {
  const file = caseFile([{ LAchildID: 'Zoë😀' }]);

  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${file}`)],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${file.replace('utf-8', 'utf-16')}`, 'utf16le')],
    ['no declaration', Buffer.from(file.replace(/^<\?xml.*\n/, '\n'))],
  ])('%s is read', async (_, bytes) => {
    expect((await checkedFile(bytes)).findings.childId(0)).toBe('Zoë😀');
  });

  test('Latin-1 is read when the file says so', async () => {
    const latin = Buffer.from(file.replace('utf-8', 'ISO-8859-1').replace('😀', ''), 'latin1');
    expect((await checkedFile(latin)).findings.childId(0)).toBe('Zoë');
  });

  test('makes no difference wherever the file is cut in pieces', async () => {
    for (const size of [1, 2, 3, 5, 7]) {
      const checked = await checkCensus(inPieces(file, size), { ...MEASURES, set: rulesOf('2024/25') });
      expect(checked.findings.childId(0)).toBe('Zoë😀');
    }
  });
});

describe('a file of the wrong year', () => {
  test('is checked, and the report begins with the year', async () => {
    const checked = await checkedFile(caseFile([], { Year: '2023', ReferenceDate: '2023-03-31' }));
    expect(checked.notes).toEqual([
      'Line 3 says that the reference date is 31 March 2023, but the rules of 2024/25 are for 31 March 2025: choose the rules of the year of the return.',
      'The file holds no child.',
    ]);
  });

  test('without a reference date can’t be judged by it: those rules could not run, and never count as passed', async () => {
    const text = [...generateCensus({ children: 50, seed: 5 })].join('');
    const checked = await checkedFile(text.replace(/<ReferenceDate>.*?<\/ReferenceDate>/, ''));
    const status = (code: string) => checked.rules.find(({ rule }) => rule.code === code);
    expect(status('100')?.status).toBe('failed');
    expect(status('8600')).toMatchObject({
      status: 'error',
      because: 'The header gives no reference date that can be read.',
    });
    expect(status('1103')?.status).toBe('passed');
    const noHeader = await checkedFile(text.replace(/<Header>.*<\/Header>/, ''));
    expect(noHeader.rules.find(({ rule }) => rule.code === '100')).toMatchObject({
      status: 'failed',
      because: 'The file has no header.',
    });
    expect(noHeader.notes[0]).toMatch(/no header/);
  });
});

test('a rule with a fault of its own could not run, and the others go on', async () => {
  const set = rulesOf('2024/25');
  const broken = {
    ...set,
    rules: set.rules.map((rule) =>
      rule.code === '1103'
        ? {
            ...rule,
            child: () => {
              throw new Error('broken');
            },
          }
        : rule,
    ),
  };
  const file = [...generateCensus({ children: 30, seed: 2 })].join('');
  const checked = await checkCensus(inPieces(file), { ...MEASURES, set: broken });
  const by = (status: string) => checked.rules.filter((one) => one.status === status).map(({ rule }) => rule.code);
  expect(by('error')).toEqual(['1103']);
  expect(checked.rules.find(({ status }) => status === 'error')?.because).toBe('A fault of Kith’s own (broken).');
  expect(by('passed')).toHaveLength(107);
});
