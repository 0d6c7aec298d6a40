import type { Rule903 } from '../rule.ts';
import { FIELD_RULES } from './codes.ts';

/** The rules that Kith has, by their codes in order. */
export const RULES_903: readonly Rule903[] = [...FIELD_RULES].sort((one, other) =>
  one.code.localeCompare(other.code, 'en', { numeric: true }),
);
