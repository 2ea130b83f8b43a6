import type { Summary } from "../../core/analysis/model.js";
import type { DeviationRecord } from "../../core/records/deviation.js";
import { type FindingIdentity, keyOf } from "../../core/records/finding-identity.js";
import { grouped } from "../../core/text/quantities.js";
import type { AcceptedCapture } from "./model.js";
import { findingWords } from "./sentences.js";
import { compareVerdicts, verdictsOf } from "./verdicts.js";

/** A deviation without its capture. */
export type Deviating = Pick<DeviationRecord, "change" | "fails" | "finding" | "counts" | "message">;

/** Equal findings, and how many the baseline expects. */
interface Alike {
  readonly finding: FindingIdentity;
  readonly expected: number;
  found: number;
}

/** Compares one capture with its entry in the baseline. Its memory grows with the entry, and not with the capture. */
export class BaselineComparison {
  readonly #accepted: AcceptedCapture | null;
  readonly #alike = new Map<string, Alike>();

  /** @param accepted the entry; null if the baseline does not have the capture */
  constructor(accepted: AcceptedCapture | null) {
    this.#accepted = accepted;
    for (const { count, ...finding } of accepted?.findings ?? []) {
      this.#alike.set(keyOf(finding), { finding, expected: count, found: 0 });
    }
  }

  /** Counts a finding. Returns false if it is new: of equal findings, those beyond the accepted number are new. */
  accept(finding: FindingIdentity): boolean {
    const alike = this.#alike.get(keyOf(finding));
    if (!alike) return false;
    alike.found++;
    return alike.found <= alike.expected;
  }

  /** The differences. Call it after the end of the capture. */
  deviations(summary: Summary): Deviating[] {
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

/** A deviation with more findings does not fail the run, because each new finding already does. */
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
