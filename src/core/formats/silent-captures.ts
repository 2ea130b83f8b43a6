import type { Summary } from "../analysis/model.js";
import type { Silence, SilenceCode } from "../analysis/silence/model.js";
import { judgedIn, matchesNothing } from "../analysis/tally.js";
import type { CaptureRecord, FindingRecord } from "../records/record.js";
import type { FormatContext } from "./context.js";

/** A reason, and the captures that have it. */
export interface SilentCaptures extends Silence {
  readonly paths: readonly string[];
  /** How many they are; `paths` has the first few. */
  readonly captures: number;
  /** True if the document has said it before, at the first connection that ended so. */
  readonly isSaid: boolean;
}

/** So many are named. */
const MOST_PATHS = 20;

/**
 * Collects why captures could not be judged, for a document that says it once for each reason. A capture that holds what
 * it expects is not among them, nor one with a finding that fails the run: both have said what matters.
 */
export class Silences {
  readonly #reasons = new Map<SilenceCode, SilentCaptures & { paths: string[]; captures: number }>();
  readonly #said = new Set<SilenceCode>();
  #isExpected = false;
  #captureFails = false;
  #fails = false;

  constructor(private readonly context: Pick<FormatContext, "fails">) {}

  /** The document says now why a connection could not be judged. */
  say({ code }: Silence): void {
    this.#said.add(code);
  }

  finding({ level, suppressed }: Pick<FindingRecord, "level" | "suppressed">): void {
    if (suppressed || !this.context.fails(level)) return;
    this.#captureFails = true;
    this.#fails = true;
  }

  /** The capture whose findings came last is over. */
  capture({ path, silence, expectation }: Pick<CaptureRecord, "path" | "silence" | "expectation">): void {
    const hasFailed = this.#captureFails;
    this.#captureFails = false;
    const isExpected = expectation?.isMet === true;
    this.#isExpected ||= isExpected;
    if (!silence || isExpected || hasFailed) return;
    const known = this.#reasons.get(silence.code);
    const reason = known ?? { ...silence, paths: [], captures: 0, isSaid: this.#said.has(silence.code) };
    reason.captures++;
    if (reason.paths.length < MOST_PATHS) reason.paths.push(path);
    this.#reasons.set(silence.code, reason);
  }

  /** The reasons, in the order in which they were met. */
  get reasons(): readonly SilentCaptures[] {
    return [...this.#reasons.values()];
  }

  /** True if nothing at all could be judged, and the run says so by its exit code. */
  endRun(summary: Summary): boolean {
    return judgedIn(summary) === 0 && !matchesNothing(summary) && !this.#isExpected && !this.#fails;
  }
}
