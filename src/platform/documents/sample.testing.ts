import type { DocumentModel } from './document.ts';

/** Characters that mean something to HTML, Typst or a spreadsheet. In every form of a document they are plain text. */
export const AWKWARD = `<script>alert("x")</script> & #eval("1+1") *not bold* _not italic_ $x^2$ @label \\ \`raw\` [brackets] ~ = // /* <rec> "quotes" 'single'`;

/** A short document with one block of every kind: what the writers' own tests are run on. */
export function sampleDocument(change: Partial<DocumentModel> = {}): DocumentModel {
  return {
    title: 'Yearly report',
    organisation: 'Example Area Safeguarding Children Partnership',
    subtitle: '2021-22',
    description: 'What the example partnership did in 2021-22 and what came of it.',
    keywords: ['safeguarding', 'yearly report'],
    date: '2026-11-23',
    edition: 'Public version. Numbers from 1 to 5 are withheld where they count people.',
    coverFigures: [
      { value: '2', label: 'areas', note: '' },
      { value: '1,970', label: 'referrals', note: 'North area, 2021-22', record: 1 },
    ],
    guide: [{ kind: 'paragraph', words: [{ text: 'A number in brackets leads to a record.' }] }],
    records: [
      { label: 'Referrals, North area, 2021-22', path: '/figures/1', source: 'Example returns', place: 'table 3' },
      { label: 'Priority 1, Neglect', path: '/records/priority/neglect', source: 'Example plan', place: 'page 2' },
      { label: 'Foreword', path: '/records/passage/foreword', source: 'Written in Kith', place: '' },
    ],
    sections: [
      {
        id: 'foreword',
        title: 'Foreword',
        basis: ['Answers: Working Together 2018, 7'],
        startsPage: true,
        blocks: [
          {
            kind: 'passage',
            author: 'Independent scrutineer',
            paragraphs: [[{ text: 'The year in short.' }], [{ text: AWKWARD }]],
            record: 3,
          },
          { kind: 'heading', level: 2, text: 'What follows' },
          {
            kind: 'paragraph',
            words: [{ text: 'There were ' }, { text: '1,970', strong: true, record: 1 }, { text: ' referrals.' }],
          },
          { kind: 'heading', level: 3, text: 'In points' },
          {
            kind: 'list',
            items: [
              [{ text: 'A first point' }, { text: '', record: 2 }],
              [{ text: 'A second point' }, { text: ' (by hearsay)', quiet: true }, { text: '', record: 2 }],
            ],
          },
        ],
      },
      {
        id: 'figures',
        title: 'Figures',
        basis: [],
        startsPage: false,
        blocks: [
          {
            kind: 'key-figures',
            items: [
              { value: '1,970', label: 'referrals', note: 'North area', record: 1 },
              { value: '70', label: 'training sessions', note: '' },
              { value: '21%', label: 'were re-referrals', note: 'North area' },
              { value: 'Withheld', label: 'new arrangements', note: 'Small number' },
            ],
          },
          {
            kind: 'bars',
            title: 'Children looked after',
            scale: 'Rate per 10,000 children',
            series: ['North area', 'South area'],
            groups: [
              {
                label: 'Looked after',
                bars: [
                  { label: 'North area', value: 153, shown: '153', series: 0, record: 1 },
                  { label: 'South area', value: 130, shown: '130', series: 1 },
                ],
              },
              { label: 'Protection plans', bars: [{ label: 'North area', value: 90, shown: '90', series: 0 }] },
            ],
          },
          {
            kind: 'table',
            title: 'Referrals by area',
            columns: [
              { title: 'Measure', align: 'start', share: 3 },
              { title: 'North area, 2021-22', align: 'end', share: 1 },
            ],
            rows: [
              [[{ text: 'Referrals' }], [{ text: '1,970', record: 1 }]],
              [[{ text: AWKWARD }], [{ text: 'Not known' }]],
            ],
          },
          {
            kind: 'claims',
            items: [
              { mark: 'Activity', tone: 'plain', words: [{ text: 'A hub opened.', record: 2 }] },
              { mark: 'No evidence', tone: 'gap', words: [{ text: 'Nobody measured it.' }] },
              { mark: 'Measured', tone: 'good', words: [{ text: 'It was measured.' }] },
            ],
          },
          {
            kind: 'note',
            tone: 'loud',
            title: 'Periods differ',
            words: [[{ text: 'The two areas state different years.' }]],
          },
          {
            kind: 'note',
            tone: 'quiet',
            title: 'Notes',
            words: [[{ text: 'Referrals: ', strong: true }, { text: 'counted twice.' }]],
          },
        ],
      },
      {
        id: 'records',
        title: 'Records behind this report',
        basis: [],
        startsPage: true,
        blocks: [{ kind: 'records' }],
      },
    ],
    ...change,
  };
}
