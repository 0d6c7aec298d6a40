import * as moj from '../../src/platform/web/moj/index.ts';
import { provesEqual, unsafe } from './moj-macros.ts';

provesEqual('sub-navigation', 'mojSubNavigation', [
  {
    says: 'items',
    params: {
      items: [
        { text: unsafe, href: '/a?b=1&c=2', active: true },
        { html: '<b>B</b>', href: '/b', classes: 'x', attributes: { 'data-b': 2 } },
      ],
    },
    ours: (
      <moj.SubNavigation
        items={[
          { text: unsafe, href: '/a?b=1&c=2', active: true },
          { text: <b>B</b>, href: '/b', classes: 'x', attributes: { 'data-b': 2 } },
        ]}
      />
    ),
  },
  {
    says: 'label, classes, attributes',
    params: { label: 'Areas', classes: 'x', attributes: { id: 's' }, items: [{ text: 'A', href: '/a' }] },
    ours: <moj.SubNavigation label="Areas" classes="x" attributes={{ id: 's' }} items={[{ text: 'A', href: '/a' }]} />,
  },
]);

provesEqual('side-navigation', 'mojSideNavigation', [
  {
    says: 'items',
    params: {
      label: 'Side',
      items: [
        { text: 'A', href: '/a', active: true },
        { html: '<i>B</i>', href: '/b' },
      ],
    },
    ours: (
      <moj.SideNavigation
        label="Side"
        items={[
          { text: 'A', href: '/a', active: true },
          { text: <i>B</i>, href: '/b' },
        ]}
      />
    ),
  },
  {
    says: 'sections',
    params: {
      classes: 'x',
      attributes: { 'data-y': 'z' },
      sections: [
        { heading: { text: 'One' }, items: [{ text: 'A', href: '/a', attributes: { id: 'a' } }] },
        {
          heading: { html: '<b>Two</b>', headingLevel: 3, classes: 'h', attributes: { id: 'two' } },
          items: [{ text: 'B', href: '/b', active: true }],
        },
      ],
    },
    ours: (
      <moj.SideNavigation
        classes="x"
        attributes={{ 'data-y': 'z' }}
        sections={[
          { heading: { text: 'One' }, items: [{ text: 'A', href: '/a', attributes: { id: 'a' } }] },
          {
            heading: { text: <b>Two</b>, headingLevel: 3, classes: 'h', attributes: { id: 'two' } },
            items: [{ text: 'B', href: '/b', active: true }],
          },
        ]}
      />
    ),
  },
]);

provesEqual('primary-navigation', 'mojPrimaryNavigation', [
  {
    says: 'items',
    params: {
      label: 'Main',
      items: [
        { text: 'A', href: '/a', active: true },
        { html: '<i>B</i>', href: '/b' },
      ],
    },
    ours: (
      <moj.PrimaryNavigation
        label="Main"
        items={[
          { text: 'A', href: '/a', active: true },
          { text: <i>B</i>, href: '/b' },
        ]}
      />
    ),
  },
  {
    says: 'search, classes, attributes',
    params: {
      items: [{ text: 'A', href: '/a', attributes: { id: 'a' } }],
      classes: 'x',
      containerClasses: 'y',
      attributes: { id: 'n' },
      searchHtml: '<form action="/s"></form>',
    },
    ours: (
      <moj.PrimaryNavigation
        items={[{ text: 'A', href: '/a', attributes: { id: 'a' } }]}
        classes="x"
        containerClasses="y"
        attributes={{ id: 'n' }}
        search={<form action="/s" />}
      />
    ),
  },
]);
