import { z } from 'zod';

/** Who must be there for a body to decide. Data of the body or its series, never of the program. */
const quorumShape = z.strictObject({
  /** How many of the statutory safeguarding partners must be present, each an agency: `all`, or a number. */
  partners: z.union([z.literal('all'), z.number().int().min(0).max(20)]),
  /** How many agencies with a vote must be present altogether. */
  agencies: z.number().int().min(0).max(50),
  /** What becomes of a decision without it: refused, or recorded to be confirmed later. */
  otherwise: z.enum(['refuse', 'to-confirm']),
});

/** Who must be there for a body to decide. */
export type Quorum = z.infer<typeof quorumShape>;

/** Where nothing was said: every statutory partner has a voice, so each must be there; what is decided without is confirmed later. */
export const QUORUM_UNLESS_SAID: Quorum = { partners: 'all', agencies: 0, otherwise: 'to-confirm' };

/** Somebody expected at a meeting, as far as quorum asks. */
export interface Voice {
  /** Key of the agency. */
  agency: string;
  agencyName: string;
  /** Whether the agency has a vote through them. */
  voting: boolean;
  /** Whether the agency is a statutory safeguarding partner. */
  partner: boolean;
  /** There themselves, or somebody for them. */
  there: boolean;
}

/** Whether a meeting may decide, and why in plain words. */
export interface QuorumFound {
  met: boolean;
  /** "3 of 4 statutory partners are here. Cleveland Police is not." */
  says: string;
  /** What can't be decided; empty where quorum is met. */
  cannot: string;
  /** Names of the statutory partners that are missing. */
  missing: string[];
}

/**
 * Whether quorum is met. An agency has one voice, however many of its people sit there and vote: the statutory partners are
 * equal (inventory row 3; Working Together 2018 chapter 3, equal and joint responsibility).
 */
export function quorumOf(quorum: Quorum, voices: readonly Voice[]): QuorumFound {
  const voting = voices.filter((one) => one.voting);
  const all = agenciesOf(voting);
  const here = agenciesOf(voting.filter((one) => one.there));
  const partners = agenciesOf(voting.filter((one) => one.partner));
  const partnersHere = [...partners].filter(([key]) => here.has(key));
  const missing = [...partners].filter(([key]) => !here.has(key)).map(([, name]) => name);
  const needed = quorum.partners === 'all' ? partners.size : quorum.partners;
  const enoughPartners = partnersHere.length >= needed;
  const enoughAgencies = here.size >= quorum.agencies;
  const met = enoughPartners && enoughAgencies && all.size > 0;
  const listed = new Intl.ListFormat('en-GB');
  const says =
    all.size === 0
      ? 'Nobody with a vote is expected, so nothing can be decided: enter the members of the group first.'
      : [
          partners.size > 0
            ? `${partnersHere.length} of ${partners.size} statutory partners ${partnersHere.length === 1 ? 'is' : 'are'} here.`
            : '',
          missing.length > 0 ? `${listed.format(missing)} ${missing.length === 1 ? 'is' : 'are'} not.` : '',
          quorum.agencies > 0 ? `${here.size} agencies with a vote are here; ${quorum.agencies} are needed.` : '',
          met ? 'That is enough to decide.' : enoughPartners ? '' : `${needed} of the statutory partners are needed.`,
        ]
          .filter((part) => part !== '')
          .join(' ');
  const cannot = met
    ? ''
    : quorum.otherwise === 'refuse'
      ? 'Nothing can be decided. The meeting may discuss and note; take decisions to the next meeting.'
      : 'Nothing can be decided for good. A decision is recorded as “to be confirmed”, until the next meeting with a quorum confirms it.';
  return { met, says, cannot, missing };
}

function agenciesOf(voices: readonly Voice[]): Map<string, string> {
  return new Map(voices.map(({ agency, agencyName }) => [agency, agencyName]));
}

/** A quorum's rule as a page says it. */
export function quorumInWords({ partners, agencies, otherwise }: Quorum): string {
  const whom =
    partners === 'all'
      ? 'Every statutory safeguarding partner must be there, in person or by deputy.'
      : partners === 0
        ? 'No particular number of statutory partners must be there.'
        : `At least ${partners} of the statutory safeguarding partners must be there, in person or by deputy.`;
  const altogether = agencies > 0 ? ` At least ${agencies} agencies with a vote must be there altogether.` : '';
  const without =
    otherwise === 'refuse'
      ? 'Without them the meeting takes no decision.'
      : 'What is decided without them has to be confirmed by a later meeting.';
  return `${whom}${altogether} ${without}`;
}
