const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * A day, month or year as a person reads it: 2022-03-31 is "31 March 2022", 2019-04 is "April 2019", 2021 is "2021". A
 * year of account (2022-23) and any other text stay as they are.
 */
export function partialDateInWords(text: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  const month = MONTHS[Number(parts?.[2]) - 1];
  if (!parts || !month) return text;
  return parts[3] ? `${Number(parts[3])} ${month} ${parts[1]}` : `${month} ${parts[1]}`;
}
