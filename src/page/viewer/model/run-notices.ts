import type { Summary } from "../../../core/analysis/model.js";
import type { ViewLine } from "../../../core/formats/html/view-line.js";
import type { KindCounts } from "../../../core/formats/kinds/finding-kind.js";
import { FindingKinds } from "../../../core/formats/kinds/finding-kinds.js";
import { ClockLines } from "../../../core/formats/paths/clock-lines.js";
import { PathTally } from "../../../core/formats/paths/path-tally.js";
import { tallyLines } from "../../../core/formats/paths/tally-lines.js";
import { Silences, type SilentCaptures } from "../../../core/formats/silent-captures.js";
import { Happened } from "../../../core/formats/text/happened.js";
import { captureNames } from "../../../core/formats/text/silences.js";
import { verdictCounts } from "../../../core/formats/text/summary.js";
import { SuppressedFindings } from "../../../core/formats/text/suppressed.js";
import { type DeviationRecord, placeOf } from "../../../core/records/deviation.js";
import type { FindingRecord } from "../../../core/records/record.js";
import { palette } from "../../../core/text/colors.js";
import { visible } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import type { ShownPlace } from "./place.js";

/** One line, however long: the browser wraps it. */
const UNBROKEN: Page = { width: Number.MAX_SAFE_INTEGER, paint: palette(false), unicode: true };
/** So many failures and deviations are shown. */
const MOST = 50;

/** What the overview says besides counts. */
export interface Notice {
  readonly kind:
    | "failure"
    | "deviation"
    | "blind spot"
    | "nothing judged"
    | "path"
    | "clock"
    | "unreadable"
    | "skipped"
    | "calls"
    | "not counted";
  /** A code, or the name of what it is about; escaped. */
  readonly head: string;
  readonly text: string;
  /** What would cure it; empty if nothing is known. */
  readonly advice: string;
}

/** Collects what a run says in sentences, in the words of the text for terminals. */
export class RunNotices {
  readonly kinds = new FindingKinds();
  readonly #suppressed = new SuppressedFindings();
  readonly #firsts = new Map<Readonly<KindCounts>, ShownPlace>();
  readonly #happened = new Happened();
  readonly #paths = new PathTally();
  readonly #clocks = new ClockLines();
  readonly #silences = new Silences({ fails: (level) => level === "error" });
  readonly #spots = new Map<string, Notice>();
  readonly #failures: Notice[] = [];
  #failed = 0;
  #skipped = 0;
  #unreadable = 0;
  #lines = 0;

  take(line: ViewLine): void {
    if (line.kind === "begin") this.#clocks.begin(line);
    if (line.kind === "clock") this.#clocks.take(line);
    if (line.kind === "path") this.#paths.take(line);
    if (line.kind === "skipped") this.#skipped++;
    if (line.kind === "deviation") this.#fail(deviationNotice(line));
    if (line.kind === "failure") {
      this.#fail({ kind: "failure", head: visible(line.path), text: visible(line.message), advice: "" });
    }
    if (line.kind === "finding") {
      if (!this.#suppressed.take(line)) this.#takeKind(line);
      this.#happened.finding(line);
      this.#silences.finding(line);
    }
    if (line.kind !== "capture") return;
    this.#silences.capture(line);
    this.#unreadable += line.unrecognizedLines;
    this.#lines += line.lines;
    for (const { code, message, advice } of line.blindSpots) {
      this.#spots.set(`${code} ${message}`, { kind: "blind spot", head: code, text: message, advice });
    }
  }

  #takeKind(finding: FindingRecord): void {
    const kind = this.kinds.take(finding);
    const { capture, connection, exchange } = finding;
    if (!this.#firsts.has(kind)) this.#firsts.set(kind, { kind: "connection", capture, connection, exchange });
  }

  /** Where the first finding of a kind is. */
  firstOf(kind: Readonly<KindCounts>): ShownPlace {
    return this.#firsts.get(kind) ?? { kind: "overview" };
  }

  /** What happened, in one sentence; empty if nothing was cut. */
  sentence(summary: Summary, date: string | null): string {
    return this.#happened.lines(summary, date, UNBROKEN).join(" ");
  }

  /** What is to be known of the run, that which matters most first. */
  get all(): readonly Notice[] {
    const more = this.#failed - this.#failures.length;
    const codes = new Set([...this.#spots.values()].map(({ head }) => head));
    return [
      ...this.#failures,
      ...(more > 0 ? [said("failure", `and ${grouped(more)} more`)] : []),
      ...this.#silences.reasons.filter(({ code }) => !codes.has(code)).map(silenceNotice),
      ...this.#spots.values(),
      ...this.#suppressed.sentences.map(({ head, text }) => said("not counted", `${head}: ${text}`)),
      ...tallyLines(this.#paths, UNBROKEN).map((text) => said("path", text)),
      ...this.#clocks.lines(UNBROKEN).map((text) => said("clock", text)),
      ...(this.#unreadable > 0
        ? [said("unreadable", `${plural(this.#unreadable, "line")} of ${grouped(this.#lines)} could not be read`)]
        : []),
      ...(this.#skipped > 0 ? [said("skipped", `${plural(this.#skipped, "file")} passed over, no strace output`)] : []),
    ];
  }

  #fail(notice: Notice): void {
    this.#failed++;
    if (this.#failures.length < MOST) this.#failures.push(notice);
  }
}

/** `28 responses on 3 connections: 1 truncated, 27 complete`: as the text says it. */
export function countsSentence(counts: Parameters<typeof verdictCounts>[0]): string {
  const { total, counts: verdicts } = verdictCounts(counts);
  return verdicts.length > 0 ? `${total}: ${verdicts.join(", ")}` : total;
}

function said(kind: Notice["kind"], text: string): Notice {
  return { kind, head: "", text, advice: "" };
}

function silenceNotice(reason: SilentCaptures): Notice {
  return { kind: "nothing judged", head: reason.code, text: `${captureNames(reason)}${reason.message}`, advice: "" };
}

function deviationNotice(deviation: DeviationRecord): Notice {
  return { kind: "deviation", head: visible(placeOf(deviation)), text: visible(deviation.message), advice: "" };
}
