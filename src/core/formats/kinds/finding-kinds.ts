import { placeIn } from "../../records/placed.js";
import type { FindingRecord } from "../../records/record.js";
import {
  type FindingKind,
  isOwnLoss,
  type KindCounts,
  keyOfKind,
  kindOf,
  ofAnyServer,
  ofAnyTarget,
} from "./finding-kind.js";

/** So many kinds of targets are kept apart for one rule and one server. */
const MOST_TARGETS = 8;
/** So many kinds are kept apart at all. */
const MOST = 256;

/** Counts findings by their kinds. A server whose targets have nothing in common has a few kinds, and one for all others. */
export class FindingKinds {
  readonly #kinds = new Map<string, KindCounts>();
  readonly #targets = new Map<string, number>();

  /** Counts a finding. Returns what its kind comes to by now: it is the first one of it if that is one. */
  take(finding: FindingRecord): Readonly<KindCounts> {
    const kind = this.#kindOf(finding);
    const known = this.#kinds.get(keyOfKind(kind)) ?? this.#add(kind, finding);
    count(known, finding);
    return known;
  }

  /** From the one with most lost bytes to the one with fewest; of those that lost none the most frequent first. */
  get counts(): readonly Readonly<KindCounts>[] {
    return [...this.#kinds.values()].sort(
      (one, other) => other.lostBytes - one.lostBytes || other.findings - one.findings,
    );
  }

  /** The kind that a finding is counted as. */
  #kindOf(finding: FindingRecord): FindingKind {
    const kind = kindOf(finding);
    const wide = ofAnyTarget(kind);
    const isFull = this.#kinds.size >= MOST || (this.#targets.get(keyOfKind(wide)) ?? 0) >= MOST_TARGETS;
    if (!isFull || this.#kinds.has(keyOfKind(kind))) return kind;
    return this.#kinds.has(keyOfKind(wide)) || this.#kinds.size < MOST ? wide : ofAnyServer(wide);
  }

  #add(kind: FindingKind, finding: FindingRecord): KindCounts {
    const { time, clock } = finding;
    const { file: path, line } = placeIn(finding.path, finding);
    const group = keyOfKind(ofAnyTarget(kind));
    this.#targets.set(group, (this.#targets.get(group) ?? 0) + 1);
    const counts = { findings: 0, lostBytes: 0, unknown: 0, from: time, to: time, clock };
    const added: KindCounts = { kind, path, line, ...counts };
    this.#kinds.set(keyOfKind(kind), added);
    return added;
  }
}

function count(counts: KindCounts, finding: FindingRecord): void {
  const { outstandingBytes, time, clock } = finding;
  counts.findings++;
  if (isOwnLoss(finding)) {
    counts.lostBytes += outstandingBytes ?? 0;
    if (outstandingBytes === null) counts.unknown++;
  }
  const isKnown = time !== null && counts.from !== null && counts.to !== null && clock === counts.clock;
  counts.from = isKnown ? Math.min(counts.from as number, time) : null;
  counts.to = isKnown ? Math.max(counts.to as number, time) : null;
}
