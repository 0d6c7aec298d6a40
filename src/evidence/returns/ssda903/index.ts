/** The return of children looked after (SSDA903): its files, its rules, and what is read from it. */
export { Book } from './book.ts';
export { checkSsda903, readBook } from './check.ts';
export { asylum } from './families/asylum.ts';
export { inYear, isShortBreak } from './families/children.ts';
export { TABLE_NAMES } from './layout.ts';
export { openReturnFiles } from './return-files.ts';
export { RULE_YEARS } from './rule.ts';
