import type { Summary } from "../../core/analysis/model.js";
import type { DeviationRecord } from "../../core/records/deviation.js";
import { type FindingIdentity, keyOf } from "../../core/records/finding-identity.js";
import { grouped } from "../../core/text/quantities.js";
import type { AcceptedCapture } from "./model.js";
import { findingWords } from "./sentences.js";
import { compareVerdicts, verdictsOf } from "./verdicts.js";

/** A deviation without whose it is. */
export type Deviating = Pick<DeviationRecord, "change" | "fails" | "finding" | "counts" | "message">;

interface Alike {
  readonly finding: FindingIdentity;
  readonly expected: number;
  found: number;
}

/** One capture beside what was accepted of it. Holds no more than what was accepted. */
export class BaselineComparison {
  readonly #accepted: AcceptedCapture | null;
  readonly #alike = new Map<string, Alike>();

  /** `accepted`: null for a capture that is new. */
  constructor(accepted: AcceptedCapture | null) {
    this.#accepted = accepted;
    for (const { count, ...finding } of accepted?.findings ?? []) {
      this.#alike.set(keyOf(finding), { finding, expected: count, found: 0 });
    }
  }

  /** True for a finding that is known: one of as many as were accepted. Of those that are alike, the later ones are new. */
  accept(finding: FindingIdentity): boolean {
    const alike = this.#alike.get(keyOf(finding));
    if (!alike) return false;
    alike.found++;
    return alike.found <= alike.expected;
  }

  /** What differs when the capture was read to its end. */
  end(summary: Summary): Deviating[] {
    if (!this.#accepted) return [NEW_CAPTURE];
    const verdicts = compareVerdicts(this.#accepted.verdicts, verdictsOf(summary));
    const changed = [...this.#alike.values()].filter(({ expected, found }) => expected !== found);
    return [
      ...(verdicts ? [{ change: "verdicts" as const, finding: null, ...verdicts }] : []),
      ...changed.map(changedCount),
    ];
  }
}

const NEW_CAPTURE: Deviating = {
  change: "new-capture",
  fails: false,
  finding: null,
  counts: [],
  message: "it is not in the baseline, so that all its findings are new",
};

/** More of them make nothing fail here: each of those is a finding, which does. */
function changedCount({ finding, expected, found }: Alike): Deviating {
  const words = findingWords(finding);
  const isMore = found > expected;
  const message = isMore
    ? `new: ${grouped(found - expected)} more like ${words}, of which ${grouped(expected)} ${expected === 1 ? "was" : "were"} known`
    : expected === 1
      ? `no longer found: ${words}`
      : `${grouped(expected - found)} of ${grouped(expected)} no longer found: ${words}`;
  return {
    change: isMore ? "more-findings" : "fewer-findings",
    fails: false,
    finding,
    counts: [{ subject: finding.rule, expected, found }],
    message,
  };
}
