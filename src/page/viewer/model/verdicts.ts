import type { Verdict } from "../../../core/protocols/exchange.js";

/** How a verdict looks: never by its colour alone. */
export interface VerdictLook {
  readonly words: string;
  /** Stands before the words, and alone in the lanes. */
  readonly mark: string;
}

/** The worst first, as they are sorted. */
export const VERDICT_LOOKS: Readonly<Record<Verdict, VerdictLook>> = {
  truncated: { words: "truncated", mark: "✕" },
  overrun: { words: "overrun", mark: "▲" },
  undetermined: { words: "undetermined", mark: "?" },
  "aborted-by-peer": { words: "aborted by peer", mark: "◁" },
  "in-flight": { words: "in flight", mark: "…" },
  complete: { words: "complete", mark: "✓" },
};

export const VERDICTS_BY_RANK = Object.keys(VERDICT_LOOKS) as readonly Verdict[];

/** 0 for the worst. */
export function rankOf(verdict: Verdict): number {
  return VERDICTS_BY_RANK.indexOf(verdict);
}
