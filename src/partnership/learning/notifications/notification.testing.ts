import type { GivenNotification } from './notification.ts';

/** An invented incident, as its form sends it. Every name in it is plainly made up. */
export const INVENTED_FORM: Readonly<Record<string, string | string[]>> = {
  area: 'E06000001',
  'aware-day': '16',
  'aware-month': '11',
  'aware-year': '2026',
  'incident-day': '',
  'incident-month': '11',
  'incident-year': '2026',
  outcome: 'serious-harm',
  harm: ['physical', 'neglect'],
  abuse: 'suspected',
  'looked-after': 'no',
  'care-leaver': 'not-known',
  'what-happened': 'An invented child was found hurt at an invented address.',
  'people-1-part': 'child',
  'people-1-name': 'Robin Madeup',
  'people-1-born-day': '3',
  'people-1-born-month': '5',
  'people-1-born-year': '2019',
  'people-1-email': '',
  'views-1-agency': 'cleveland-police',
  'views-1-view': 'asked',
  'views-1-words': '',
};

/** The same incident, as rules and use cases take it. */
export const INVENTED: GivenNotification = {
  area: 'E06000001',
  awareOn: '2026-11-16',
  incidentOn: '2026-11',
  outcome: 'serious-harm',
  harm: ['physical', 'neglect'],
  abuse: 'suspected',
  lookedAfter: 'no',
  careLeaver: 'not-known',
  whatHappened: 'An invented child was found hurt at an invented address.',
  people: [{ part: 'child', name: 'Robin Madeup', born: '2019-05-03', email: null }],
  views: [{ agency: 'cleveland-police', view: 'asked', on: null, words: null }],
  notifiedOn: null,
  panelReference: null,
  partnersToldOn: null,
  secretaryOfStateToldOn: null,
};
