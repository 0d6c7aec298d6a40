/** Where versions of the arrangements are worked on. */
export const WORK_ON = '/partnership/arrangements/work';
