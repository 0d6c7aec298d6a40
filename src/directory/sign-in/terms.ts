/** The terms of use that stand at present. Whoever has not accepted this version is asked to before anything else. */
export const TERMS_VERSION = '2026-11';
