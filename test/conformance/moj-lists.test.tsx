import { Input, Radios } from '../../src/platform/web/govuk/index.ts';
import * as moj from '../../src/platform/web/moj/index.ts';
import { macroHtml, provesEqual, unsafe } from './moj-macros.ts';

provesEqual('filter', 'mojFilter', [
  {
    says: 'nothing set',
    params: { heading: { text: unsafe }, optionsHtml: '<p>Fields</p>' },
    ours: (
      <moj.Filter heading={unsafe}>
        <p>Fields</p>
      </moj.Filter>
    ),
  },
  {
    says: 'filters set',
    params: {
      heading: { html: '<b>Filter</b>' },
      attributes: { id: 'f' },
      submit: { text: 'Show', attributes: { 'data-s': '1' } },
      selectedFilters: {
        heading: { text: 'Set' },
        clearLink: { text: 'Clear', href: '/all' },
        categories: [
          {
            heading: { text: 'Area' },
            items: [
              { text: unsafe, href: '/1' },
              { text: 'Stockton', href: '/2' },
            ],
          },
          { heading: { html: '<i>Year</i>' }, items: [{ text: '2021-22', href: '/3' }] },
        ],
      },
      optionsHtml: '<p>Fields</p>',
    },
    ours: (
      <moj.Filter
        heading={<b>Filter</b>}
        attributes={{ id: 'f' }}
        submit={{ text: 'Show', attributes: { 'data-s': '1' } }}
        selectedFilters={{
          heading: 'Set',
          clearLink: { text: 'Clear', href: '/all' },
          categories: [
            {
              heading: 'Area',
              items: [
                { text: unsafe, href: '/1' },
                { text: 'Stockton', href: '/2' },
              ],
            },
            { heading: <i>Year</i>, items: [{ text: '2021-22', href: '/3' }] },
          ],
        }}
      >
        <p>Fields</p>
      </moj.Filter>
    ),
  },
]);

provesEqual('search', 'mojSearch', [
  {
    says: 'label and button',
    params: { action: '/search', label: { text: 'Search' }, button: { text: 'Find' } },
    ours: <moj.Search action="/search" label={{ text: 'Search' }} button={{ text: 'Find' }} />,
  },
  {
    says: 'all of it',
    params: {
      action: '/search',
      method: 'post',
      csrf: { value: 'abc' },
      classes: 'x',
      attributes: { id: 's' },
      label: { html: '<b>Search</b>', classes: 'govuk-!-font-weight-bold' },
      hint: { text: unsafe, classes: 'h' },
      input: {
        id: 'q',
        name: 'q',
        value: unsafe,
        classes: 'govuk-input--width-20',
        autocomplete: 'off',
        spellcheck: false,
        errorMessage: { text: 'Enter a name' },
        attributes: { 'data-q': '1' },
      },
      button: { html: '<i>Find</i>', id: 'go', name: 'go', value: '1', classes: 'b', preventDoubleClick: true },
    },
    ours: (
      <moj.Search
        action="/search"
        method="post"
        csrf={{ value: 'abc' }}
        classes="x"
        attributes={{ id: 's' }}
        label={{ text: <b>Search</b>, classes: 'govuk-!-font-weight-bold' }}
        hint={{ text: unsafe, classes: 'h' }}
        input={{
          id: 'q',
          name: 'q',
          value: unsafe,
          classes: 'govuk-input--width-20',
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: { text: 'Enter a name' },
          attributes: { 'data-q': '1' },
        }}
        button={{ text: <i>Find</i>, id: 'go', name: 'go', value: '1', classes: 'b', preventDoubleClick: true }}
      />
    ),
  },
  {
    says: 'icon',
    params: { action: '/search', iconButton: true, label: { text: 'Search' }, button: { text: 'Find' } },
    ours: <moj.Search action="/search" iconButton label={{ text: 'Search' }} button={{ text: 'Find' }} />,
  },
  {
    says: 'stacked, where there is no icon',
    params: { action: '/s', layout: 'stacked', iconButton: true, label: { text: 'Search' }, button: { text: 'Find' } },
    ours: <moj.Search action="/s" layout="stacked" iconButton label={{ text: 'Search' }} button={{ text: 'Find' }} />,
  },
]);

const pages = [{ number: 1, href: '/1' }, { ellipsis: true }, { number: 9, href: '/9', current: true }];
provesEqual(
  'pagination',
  'mojPagination',
  [
    { text: 'figures', from: 81, to: 90, count: 90 },
    { from: 81, to: 90 },
    { pages: { current: 9, count: 9 }, count: 90 },
    { count: 90 },
    undefined,
  ].flatMap((results) => [
    {
      says: `pages, ${JSON.stringify(results)}`,
      params: { items: pages, previous: { href: '/8' }, next: { href: '/10', text: 'On' }, classes: 'x', results },
      ours: (
        <moj.PaginationWithResults
          items={pages}
          previous={{ href: '/8' }}
          next={{ href: '/10', text: 'On' }}
          classes="x"
          results={results}
        />
      ),
    },
    {
      says: `one page, ${JSON.stringify(results)}`,
      params: { items: pages.slice(0, 1), results },
      ours: <moj.PaginationWithResults items={pages.slice(0, 1)} results={results} />,
    },
    {
      says: `no page, ${JSON.stringify(results)}`,
      params: { results },
      ours: <moj.PaginationWithResults results={results} />,
    },
  ]),
);

// MOJ publishes no macro for this one: its guidance has GOV.UK's table with these attributes.
provesEqual(
  'sortable-table',
  'govukTable',
  [
    {
      says: 'columns to sort by, cells with values to sort by',
      params: {
        attributes: { 'data-module': 'moj-sortable-table', id: 't' },
        caption: 'Figures',
        firstCellIsHeader: true,
        head: [
          { text: 'Area', attributes: { 'aria-sort': 'ascending' } },
          { text: 'Rate', format: 'numeric', attributes: { 'aria-sort': 'none', id: 'r' } },
          { text: 'Note' },
        ],
        rows: [
          [
            { text: 'Hartlepool' },
            { text: '1,204', format: 'numeric', attributes: { 'data-sort-value': '1204' } },
            { html: '<a href="/n">Note</a>' },
          ],
        ],
      },
      ours: (
        <moj.SortableTable
          attributes={{ id: 't' }}
          caption="Figures"
          firstCellIsHeader
          head={[
            { text: 'Area', sort: 'ascending' },
            { text: 'Rate', format: 'numeric', sort: 'none', attributes: { id: 'r' } },
            { text: 'Note' },
          ]}
          rows={[
            [
              { text: 'Hartlepool' },
              { text: '1,204', format: 'numeric', sortValue: 1204 },
              { text: <a href="/n">Note</a> },
            ],
          ]}
        />
      ),
    },
  ],
  'govuk/components/table',
);

// Content that is elements goes in where the macros take HTML: the same tree whichever way it comes.
provesEqual(
  'filter with fields',
  'mojFilter',
  [
    {
      says: 'fields of GOV.UK inside',
      params: {
        heading: { text: 'Filter' },
        optionsHtml:
          macroHtml('govuk/components/input', 'govukInput', { name: 'q', label: { text: 'Name' } }) +
          macroHtml('govuk/components/radios', 'govukRadios', {
            name: 'area',
            fieldset: { legend: { text: 'Area' } },
            items: [{ text: 'Hartlepool', value: 'E06000001' }],
          }),
      },
      ours: (
        <moj.Filter heading="Filter">
          <Input name="q" label={{ text: 'Name' }} />
          <Radios
            name="area"
            fieldset={{ legend: { text: 'Area' } }}
            items={[{ text: 'Hartlepool', value: 'E06000001' }]}
          />
        </moj.Filter>
      ),
    },
  ],
  'moj/components/filter',
);
