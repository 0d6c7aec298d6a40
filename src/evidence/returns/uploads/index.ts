/**
 * Statutory returns in Kith: an analyst sends a return, it is checked in the background and shown as a preview, and nothing counts
 * before it is accepted. Issue 5; decisions 15 and 17.
 *
 * What is found in a return names children by the authority's own ids: only the analyst of that authority reads it, and every
 * reading stands in the ledger. The receipt of an accepted return names no child and is for those of the authority who answer for it.
 */
import type { Module } from '../../../platform/module.ts';
import { RECEIPT, returnsPolicy } from './policy.ts';
import { returnRoutes } from './routes.ts';
import { removeFindingsKeptLongEnough, removeWhatIsLeft } from './tasks.ts';
import { uploadProcess } from './upload.ts';

export { checkReturn } from './check.ts';
export { RECEIPT } from './policy.ts';
export { acceptUpload, beginUpload, keepPreview } from './service.ts';

/** Statutory returns as `modules.ts` lists them. */
export const returnsModule: Module = {
  name: 'evidence/returns/uploads',
  nav: { label: 'Returns', href: '/returns', need: { action: 'read', kind: RECEIPT } },
  policy: returnsPolicy,
  processes: [uploadProcess],
  stylesheet: 'src/evidence/returns/uploads/pages/returns.css',
  tasks: (deps) => [removeWhatIsLeft(deps), removeFindingsKeptLongEnough(deps)],
  routes: returnRoutes,
};
