import { ROLES } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { DownloadWorkbook } from '../../../platform/spreadsheets/workbook.ts';
import { changedSince, type Progress, type ReviewLine, VERDICTS } from './review.ts';

/** A year’s review as a workbook: who has what and who confirmed it, and how far each agency is. */
export function reviewWorkbook(
  year: string,
  lines: readonly ReviewLine[],
  progress: readonly Progress[],
  asOf: Date,
): DownloadWorkbook {
  return {
    title: `Access review ${year}`,
    description: `Who held which roles in Kith in ${year}, and who confirmed it when.`,
    tables: [
      {
        title: `People ${year}`,
        columns: [
          { heading: 'Agency', width: 36 },
          { heading: 'Name', width: 28 },
          { heading: 'Email address', width: 36 },
          { heading: 'Job', width: 28 },
          { heading: 'Roles', width: 40 },
          { heading: 'Reviewed', width: 16 },
          { heading: 'To change', width: 40 },
          { heading: 'Reviewed by', width: 28 },
          { heading: 'Reviewed on', width: 14 },
          { heading: 'Roles changed since', width: 14 },
        ],
        rows: lines.map((line) => [
          ...[line.agencyName, line.name, line.email, line.job, rolesInWords(line.roles)],
          line.review ? VERDICTS[line.review.verdict] : 'Not yet',
          line.review?.words ?? null,
          line.review?.reviewedBy ?? null,
          line.review ? londonDate(line.review.reviewedAt) : null,
          line.review ? (changedSince(line) ? 'Yes' : 'No') : null,
        ]),
      },
      {
        title: `Agencies ${year}`,
        columns: [
          { heading: 'Agency', width: 36 },
          { heading: 'People' },
          { heading: 'Reviewed' },
          { heading: 'Still to be reviewed' },
          { heading: 'With something to change' },
        ],
        rows: progress.map((one) => [
          one.agencyName,
          one.people,
          one.reviewed,
          one.people - one.reviewed,
          one.toChange,
        ]),
      },
    ],
    notes: [
      {
        heading: 'How to read it',
        entries: [
          { term: 'People', words: 'Whoever holds a role today, or held one on the last day of a year that is over.' },
          { term: 'Roles', words: 'Those of that day. The review itself keeps the roles that stood when it was made.' },
        ],
      },
    ],
    asOf,
  };
}

/** Names of roles with commas between. */
export function rolesInWords(roles: ReviewLine['roles']): string {
  return roles.map((role) => ROLES[role].name).join(', ');
}
