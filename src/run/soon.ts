/** Milliseconds after which what was found reaches standard output, at the latest. */
export const SOON = 20;
