/** One frame, or what a side does with a stream; `pick` chooses the stream, the others the rest. */
export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly pick: number;
  readonly size: number;
  readonly form: number;
}

export const KINDS = [
  ...["ask", "ask", "askData", "interim", "head", "head", "data", "data", "data", "end", "end", "finish", "finish"],
  ...["trailers", "drop", "cancel", "grant", "setWindow", "ping", "unknown", "promise", "goAway", "priority"],
] as const;
