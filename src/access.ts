import { modules } from './modules.ts';
import { accessTable } from './platform/access/index.ts';

/** The whole access table: what every module says of its own records, joined once. */
export const access = accessTable(modules.flatMap((module) => module.policy ?? []));
