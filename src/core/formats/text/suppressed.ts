import type { FindingRecord, Suppression } from "../../records/record.js";
import { clip, visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";

interface Count extends Suppression {
  readonly rule: string;
  count: number;
}

type Found = Pick<FindingRecord, "rule" | "suppressed"> & Partial<Pick<FindingRecord, "origin">>;

/** Suppressed findings: they are not shown one by one, but counted, with what suppressed them and why. */
export class SuppressedFindings {
  readonly #counts = new Map<string, Count>();

  /** Counts the finding if it is suppressed. Returns whether it is. */
  take({ rule, suppressed, origin }: Found): boolean {
    if (!suppressed) return false;
    const { by } = suppressed;
    const reason = by === "path" ? echoReason(origin?.path) : suppressed.reason;
    const key = JSON.stringify([by, reason, rule]);
    const known = this.#counts.get(key) ?? { by, reason, rule, count: 0 };
    known.count++;
    this.#counts.set(key, known);
    return true;
  }

  /** In the order in which the first of each was found. */
  get counts(): readonly Readonly<Count>[] {
    return [...this.#counts.values()];
  }

  /** One line per rule and reason; empty if nothing was suppressed. */
  text({ width, paint }: Page): string {
    const lines = this.counts.map(({ by, rule, reason, count }) => {
      const shown = by === "path" ? clippedWords(reason ?? "", width - 2) : visible(reason ?? "");
      const why = reason === null ? "" : `: ${shown}`;
      return `${paint.faint(by)} ${wrap(`${grouped(count)} ${rule}${why}`, width - by.length - 1, "  ")}\n`;
    });
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }
}

/** A text whose words are no wider than the page: the path of a capture may be. */
function clippedWords(text: string, width: number): string {
  const words = text.split(" ");
  return words.map((word) => clip(word, width)).join(" ");
}

/** The same for all echoes of one capture's losses. */
function echoReason(path: string | undefined): string {
  return `bytes were lost first in ${path ?? "another capture"}, where that is reported`;
}
