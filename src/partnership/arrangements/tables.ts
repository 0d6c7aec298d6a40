import type { GivenGroup, GivenPartner, GivenStatement } from './arrangement.ts';

/** Tables of a partnership's arrangements. */
export type ArrangementTables = {
  partnership: {
    key: string;
    name: string;
    short_name: string;
    area_code: string;
    live_from: string;
    office: string | null;
    note: string | null;
  };
  partnership_area: { partnership: string; area_code: string; position: number };
  partner: {
    key: string;
    partnership: string;
    agency: string;
    standing: GivenPartner['standing'];
    position: number;
    note: string | null;
    from_date: string | null;
    until_date: string | null;
  };
  arrangement_head: {
    key: string;
    title: string;
    asks: string;
    edition: string | null;
    checked: 'verified' | 'recalled';
    position: number;
  };
  statement: {
    key: string;
    partnership: string;
    kind: GivenStatement['kind'];
    position: number;
    words: string;
  };
  governance_group: {
    key: string;
    partnership: string;
    name: string;
    kind: GivenGroup['kind'];
    purpose: string;
    accountable_to: string | null;
    meets: string | null;
    every_weeks: number | null;
    position: number;
    note: string | null;
    set_up_on: string | null;
    set_up_because: string | null;
    agency: string | null;
    owner_id: string | null;
  };
  /** Written by the groups' own pages; here only what is published is read. */
  group_terms: {
    group_key: string;
    remit: string | null;
    ends_on: string | null;
    closure_test: string | null;
    closed_on: string | null;
    closed_words: string | null;
    published: boolean;
  };
  governance_group_duty: { group_key: string; position: number; words: string };
  governance_group_seat: { group_key: string; position: number; seat: string; agency: string | null };
};
