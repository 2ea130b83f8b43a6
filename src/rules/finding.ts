import type { Judgement } from "../http/judgement.js";
import type { Rule } from "./rule.js";

/** A rule that matched, with the lines that prove it. */
export interface Finding {
  readonly rule: Rule;
  readonly judgement: Judgement;
  /** Line of the call that ended the response. */
  readonly line: number;
  /** Lines of the head, the last accepted write and the refused write, ascending. */
  readonly relatedLines: readonly number[];
  readonly outstandingBytes: number | null;
}

export function makeFinding(rule: Rule, judgement: Judgement): Finding {
  const { exchange, by, refused } = judgement;
  const calls = exchange ? [exchange.calls.head, exchange.calls.lastAccepted, exchange.calls.refused] : [refused];
  const lines = new Set(calls.flatMap((call) => (call && call.line !== by.line ? [call.line] : [])));
  return {
    rule,
    judgement,
    line: by.line,
    relatedLines: [...lines].sort((a, b) => a - b),
    outstandingBytes: exchange ? exchange.outstandingBytes : judgement.owedBytes,
  };
}
