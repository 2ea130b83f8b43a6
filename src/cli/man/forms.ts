/** What the manual is printed as. */
export const MANUALS = ["roff", "markdown"] as const;
export type ManualForm = (typeof MANUALS)[number];
