import { Button } from '../../src/platform/web/govuk/index.ts';
import * as moj from '../../src/platform/web/moj/index.ts';
import { provesEqual, unsafe } from './moj-macros.ts';

provesEqual('alert', 'mojAlert', [
  ...(['information', 'success', 'warning', 'error'] as const).map((variant) => ({
    says: variant,
    params: { variant, title: 'Record saved', html: 'The <a href="/r">record</a> is saved' },
    ours: (
      <moj.Alert variant={variant} title="Record saved">
        The <a href="/r">record</a> is saved
      </moj.Alert>
    ),
  })),
  { says: 'title alone', params: { title: unsafe }, ours: <moj.Alert title={unsafe} /> },
  {
    says: 'title as heading',
    params: { title: 'Late', text: unsafe, showTitleAsHeading: true, headingTag: 'h3', classes: 'x' },
    ours: (
      <moj.Alert title="Late" showTitleAsHeading headingTag="h3" classes="x">
        {unsafe}
      </moj.Alert>
    ),
  },
  {
    says: 'title as heading without content',
    params: { title: 'Late', showTitleAsHeading: true },
    ours: <moj.Alert title="Late" showTitleAsHeading />,
  },
  {
    says: 'dismissible',
    params: {
      title: 'Late',
      text: 'x',
      role: 'alert',
      dismissible: true,
      dismissText: 'Hide',
      disableAutoFocus: true,
      focusOnDismissSelector: '#a',
      attributes: { 'data-x': '1' },
    },
    ours: (
      <moj.Alert
        title="Late"
        role="alert"
        dismissible
        dismissText="Hide"
        disableAutoFocus
        focusOnDismissSelector="#a"
        attributes={{ 'data-x': '1' }}
      >
        x
      </moj.Alert>
    ),
  },
  {
    says: 'not dismissible',
    params: { title: 'Late', text: 'x', dismissible: false, disableAutoFocus: false },
    ours: (
      <moj.Alert title="Late" dismissible={false} disableAutoFocus={false}>
        x
      </moj.Alert>
    ),
  },
]);

provesEqual('badge', 'mojBadge', [
  { says: 'text', params: { text: unsafe }, ours: <moj.Badge>{unsafe}</moj.Badge> },
  {
    says: 'elements, classes, attributes',
    params: { html: '<em>New</em>', classes: 'moj-badge--blue', attributes: { id: 'b' } },
    ours: (
      <moj.Badge classes="moj-badge--blue" attributes={{ id: 'b' }}>
        <em>New</em>
      </moj.Badge>
    ),
  },
]);

provesEqual('timeline', 'mojTimeline', [
  {
    says: 'items with and without byline',
    params: {
      items: [
        {
          label: { text: unsafe },
          text: 'What was found',
          datetime: { timestamp: '2021-06-14T14:01:00.000Z', type: 'datetime' },
          byline: { text: 'Business unit' },
        },
        {
          label: { html: '<b>Review</b>' },
          html: '<p>Done</p>',
          datetime: { timestamp: '2021-05-01', format: 'D MMMM YYYY' },
          classes: 'x',
          attributes: { id: 'i' },
        },
      ],
    },
    ours: (
      <moj.Timeline
        items={[
          {
            label: unsafe,
            text: 'What was found',
            datetime: { timestamp: '2021-06-14T14:01:00.000Z', text: '14 June 2021 at 3:01pm' },
            byline: 'Business unit',
          },
          {
            label: <b>Review</b>,
            text: <p>Done</p>,
            datetime: { timestamp: '2021-05-01', text: '1 May 2021' },
            classes: 'x',
            attributes: { id: 'i' },
          },
        ]}
      />
    ),
  },
  {
    says: 'heading level, classes, attributes',
    params: {
      headingLevel: 3,
      classes: 'y',
      attributes: { id: 't' },
      items: [{ label: { text: 'A' }, text: 'B', datetime: { timestamp: '2022-03-31', type: 'date' } }],
    },
    ours: (
      <moj.Timeline
        headingLevel={3}
        classes="y"
        attributes={{ id: 't' }}
        items={[{ label: 'A', text: 'B', datetime: { timestamp: '2022-03-31', text: '31 March 2022' } }]}
      />
    ),
  },
]);

provesEqual('page-header-actions', 'mojPageHeaderActions', [
  {
    says: 'heading alone',
    params: { heading: { text: unsafe } },
    ours: <moj.PageHeaderActions heading={{ text: unsafe }} />,
  },
  {
    says: 'buttons',
    params: {
      heading: { html: '<b>Case</b>', level: 2, classes: 'govuk-heading-l' },
      classes: 'x',
      attributes: { id: 'p' },
      items: [
        { text: 'Add', href: '/add' },
        { text: 'Save', classes: 'govuk-button--secondary' },
      ],
    },
    ours: (
      <moj.PageHeaderActions
        heading={{ text: <b>Case</b>, level: 2, classes: 'govuk-heading-l' }}
        classes="x"
        attributes={{ id: 'p' }}
      >
        <Button href="/add">Add</Button> <Button classes="govuk-button--secondary">Save</Button>
      </moj.PageHeaderActions>
    ),
  },
]);

provesEqual('ticket-panel', 'mojTicketPanel', [
  {
    says: 'items',
    params: {
      classes: 'x',
      attributes: { id: 't' },
      items: [
        { text: unsafe },
        { html: '<h2>B</h2>', classes: 'moj-ticket-panel__content--blue', attributes: { id: 'b' } },
      ],
    },
    ours: (
      <moj.TicketPanel
        classes="x"
        attributes={{ id: 't' }}
        items={[
          { text: unsafe },
          { text: <h2>B</h2>, classes: 'moj-ticket-panel__content--blue', attributes: { id: 'b' } },
        ]}
      />
    ),
  },
]);
