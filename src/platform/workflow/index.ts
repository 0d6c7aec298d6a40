/**
 * Processes as data: states, who may do what from where, what must be given and what is said afterwards. One typed table a
 * process is read by buttons, checks, tests and the drawn diagram. It knows nothing of safeguarding and keeps nothing.
 */
export { demandMove } from './demand-move.ts';
export { drawProcess } from './drawing.ts';
export { labelsOf, type Move, movesFrom, type Process, type StateWords } from './process.ts';
