/**
 * What Kith adds in the browser once a page is there. Every page works without it: it only makes some things easier.
 */
import { Alert, SortableTable } from '@ministryofjustice/frontend';
import { createAll, initAll } from 'govuk-frontend';
import { startAutosave } from './autosave.ts';
import { showOnlyWhenChosen } from './only-when.ts';
import { startPasskeys } from './passkey.ts';
import { watchProgress } from './progress.ts';
import { watchSession } from './session.ts';

initAll();
createAll(Alert);
createAll(SortableTable);
watchSession();
startPasskeys();
startAutosave();
watchProgress();
showOnlyWhenChosen();
