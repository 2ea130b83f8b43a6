/** Nobody wants what is read any more. */
export class ReadingCancelled extends Error {}
