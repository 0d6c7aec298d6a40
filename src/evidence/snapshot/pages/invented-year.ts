/** A year of an invented partnership with every case that the snapshot's pages tell apart. Only tests use it. */
export const INVENTED_YEAR = `
kith: year-file 1
partnership: northmoor-and-eastvale
year: 2021-22
source: yearly-report
sources:
  - { key: yearly-report, title: Northmoor and Eastvale yearly report, publisher: Northmoor and Eastvale }
areas:
  - { code: NEP, name: Northmoor and Eastvale, short: Both areas, kind: partnership }
  - { code: E06009991, name: Northmoor, short: Northmoor, kind: local-authority }
  - { code: E06009992, name: Eastvale, short: Eastvale, kind: local-authority }
indicator-groups:
  - { key: children, title: Children in the area }
  - { key: front-door, title: Front door, says: How children come to notice. }
  - { key: training, title: Training }
snapshot-lines:
  - { key: under-18, title: Children under 18, group: children, join: sum }
  - { key: fsm, title: Free school meals, group: children, join: { never: a share of different pupils cannot be added } }
  - { key: referrals, title: Referrals, group: front-door, join: sum }
  - { key: early-help, title: Early help, group: front-door, join: sum }
  - { key: cin, title: Children in need, group: front-door, join: sum }
  - { key: cce, title: At risk of criminal exploitation, group: front-door, join: sum }
  - { key: private-fostering, title: Private fostering, group: front-door, join: sum }
  - { key: markup, title: A line with <b>bold</b> letters, group: front-door, join: sum }
  - { key: training-sessions, title: Training sessions, group: training, join: { never: it is the partnership's own } }
indicators:
  - { code: children-under-18, line: under-18, title: Children under 18, definition: Children living in the area., unit: children, period: not-stated, owner: Public health, edition: ONS 2021, suppress: none, because: A large population. }
  - { code: fsm-primary, line: fsm, title: Primary pupils with free meals, definition: Share of primary pupils with free school meals., numerator: Pupils with free meals, denominator: All primary pupils, unit: percent, period: at-date, owner: Education services, edition: School census 2022, decimals: 1, suppress: none, because: A share of many pupils. }
  - { code: referrals, line: referrals, title: Referrals, definition: Referrals received in the year., unit: referrals, period: in-year, owner: Children's services, edition: Yearly report, suppress: small-numbers, because: Counts of children. }
  - { code: eh-completed, line: early-help, title: Early help assessments completed, definition: Early help assessments completed in the year., unit: assessments, period: in-year, owner: Early help, edition: Yearly report, suppress: small-numbers, because: Counts of children. }
  - { code: eh-opened, line: early-help, title: Early help episodes opened, definition: Early help episodes opened in the year., unit: episodes, period: in-year, owner: Early help, edition: Yearly report, suppress: small-numbers, because: Counts of children. }
  - { code: cin, line: cin, title: Children in need, definition: Open cases of children in need., unit: cases, period: in-year, owner: Children's services, edition: Yearly report, suppress: small-numbers, because: Counts of children. }
  - { code: cce, line: cce, title: At risk of criminal exploitation, definition: Children known to be at risk., unit: children, period: in-year, owner: Children's services, edition: Yearly report, suppress: small-numbers, because: Counts of children. }
  - { code: pf-new, line: private-fostering, title: New private fostering arrangements, definition: Arrangements that came to notice in the year., unit: arrangements, period: in-year, owner: Children's services, edition: Yearly report, suppress: small-numbers, because: Counts of few children. }
  - { code: markup, line: markup, title: A line with <b>bold</b> letters, definition: "<img src=x onerror=alert(1)>", unit: children, period: in-year, owner: Nobody, edition: None, suppress: none, because: It is a test. }
  - { code: training-sessions, line: training-sessions, title: Training sessions, definition: Sessions held., unit: sessions, period: in-year, owner: Business unit, edition: Yearly report, suppress: none, because: No child is counted. }
computed-measures:
  - { code: referrals-rate, title: Referral rate, definition: Referrals for every 10 000 children., of: referrals, over: children-under-18, per: 10000, unit: per-10000, decimals: 1 }
figures:
  - { indicator: children-under-18, area: E06009991, period: 2021-22, value: 10000, at: Page 9 }
  - { indicator: children-under-18, area: E06009992, period: 2021-22, value: 20000, at: Page 12 }
  - { indicator: fsm-primary, area: E06009991, period: 2022-01, value: 39.5, at: Page 9 }
  - { indicator: fsm-primary, area: E06009992, period: 2022-01, value: 26, at: Page 12 }
  - { indicator: referrals, area: E06009991, period: 2021-22, value: 1200, at: Page 9 }
  - { indicator: referrals, area: E06009992, period: 2021-22, value: 2400, at: Page 12 }
  - { indicator: eh-completed, area: E06009991, period: 2021-22, value: 628, at: Page 9 }
  - { indicator: eh-opened, area: E06009992, period: 2021-22, value: 616, at: Page 12 }
  - { indicator: cin, area: E06009991, period: 2021-22, value: 1387, about: true, at: Page 9 }
  - { indicator: cin, area: E06009992, period: 2020-21, value: 2373, at: Page 12 }
  - { indicator: cce, area: E06009991, period: 2021-22, value: 29, at: Page 9 }
  - { indicator: cce, area: E06009992, period: 2021-22, not_known: Eastvale gave no number, at: Page 12 }
  - { indicator: pf-new, area: E06009991, period: 2021-22, value: 3, at: Page 9 }
  - { indicator: pf-new, area: E06009992, period: 2021-22, value: 4, at: Page 12 }
  - { indicator: markup, area: E06009991, period: 2021-22, value: 12, at: "<b>bold</b> page" }
  - { indicator: training-sessions, area: NEP, period: 2021-22, value: 70, at: Page 20 }
comparators:
  - { indicator: fsm-primary, area: E06009991, against: England, value: 20.8 }
quality-notes:
  - { key: early-help-differs, kind: definition, words: "Northmoor counts assessments, Eastvale episodes.", about: [{ line: early-help }] }
published-links:
  - { line: cin, measure_id: cin.at31, measure: Children in need at 31 March, breakdown: number, unit: children, says: The department counts on 31 March. }
`;

/** Published statistics of the invented areas, as a file of \`kith load published\`. */
export const INVENTED_PUBLISHED = `area_code,area,measure_id,measure,breakdown,period,value,flag,source
E06009991,Northmoor,cin.at31,Children in need at 31 March,number,2021,1350,,"DfE, Children in need"
E06009991,Northmoor,cin.at31,Children in need at 31 March,number,2022,1410,,"DfE, Children in need"
E06009991,Northmoor,cin.at31,Children in need at 31 March,number,2023,,c,"DfE, Children in need"
E12009999,North Shire,cin.at31,Children in need at 31 March,number,2022,20500,,"DfE, Children in need"
E92000001,England,cin.at31,Children in need at 31 March,number,2022,404310,,"DfE, Children in need"
E06009991,<b>Northmoor</b>,odd,<img src=x onerror=alert(1)>,"=cmd|' /C calc'!A0",2021,7,,<script>alert(1)</script>
E06009991,<b>Northmoor</b>,odd,<img src=x onerror=alert(1)>,"=cmd|' /C calc'!A0",2022,,<i>,<script>alert(1)</script>
E06009991,Northmoor,absence,Persistent absence,per cent,2021/22,22.5,,"DfE, Absence"
E06009991,Northmoor,absence,Overall rate,per cent,2021/22,7.6,,"DfE, Pupils"
`;

/** A later file of the same partnership that gives Northmoor's referrals anew. */
export function northmoorReferrals(value: number): string {
  return `
kith: year-file 1
partnership: northmoor-and-eastvale
year: 2021-22
source: yearly-report
figures:
  - { indicator: referrals, area: E06009991, period: 2021-22, value: ${value}, at: Page 9 }
`;
}
