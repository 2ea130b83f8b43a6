import type { FindingRecord, RuleRecord } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import type { FormatContext } from "../context.js";
import { type KindCounts, keyOfKind } from "../kinds/finding-kind.js";
import { FindingKinds } from "../kinds/finding-kinds.js";
import { findingText } from "./finding.js";
import { findingRow } from "./finding-row.js";
import { kindWords, shortKind } from "./kinds.js";

type ShownContext = Pick<FormatContext, "page" | "shows" | "mostAlike" | "isLive" | "date" | "makeWaitingTexts">;

/** Findings of a kind that has been shown already. */
interface Alike {
  readonly counts: Readonly<KindCounts>;
  /** How many wait to be printed, or were, and how many more there are. */
  shown: number;
  more: number;
}

/**
 * What is printed of findings: the first of each kind in full, and a line for each other one. The lines come when their capture is over, below one
 * another; while a program runs, they come at once.
 */
export class ShownFindings {
  readonly kinds = new FindingKinds();
  readonly #waiting;
  readonly #alike = new Map<string, Alike>();
  /** The rules whose reason and advice were printed. */
  readonly #explained = new Set<string>();
  /** The kind of what was printed last, while a program runs. */
  #last = "";
  #isAmongRows = false;

  constructor(private readonly context: ShownContext) {
    this.#waiting = context.makeWaitingTexts();
  }

  /** Takes a finding. Returns what is to be printed now; empty if that is nothing. */
  take(finding: FindingRecord, rules: readonly RuleRecord[]): string {
    const { page, shows, isLive, date } = this.context;
    const counts = this.kinds.take(finding);
    if (shows === "summary") return "";
    const key = keyOfKind(counts.kind);
    if (shows === "all" || counts.findings === 1) {
      this.#last = key;
      const isKnown = shows !== "all" && this.#explained.has(finding.rule);
      this.#explained.add(finding.rule);
      return `${this.#apart()}${findingText(finding, isKnown ? [] : rules, page, date)}\n`;
    }
    const alike = this.#alike.get(key) ?? { counts, shown: 0, more: 0 };
    this.#alike.set(key, alike);
    if (alike.shown >= this.context.mostAlike) {
      alike.more++;
      return "";
    }
    alike.shown++;
    const row = findingRow(finding, date, page);
    if (isLive) return this.#headed(key, counts, `${row}\n`);
    this.#waiting.add(key, row);
    return "";
  }

  /** The lines that wait, kind by kind; empty if none do. They are gone afterwards. */
  rest(): string {
    let text = this.#apart();
    const { page, isLive } = this.context;
    for (const [key, { counts, shown, more }] of this.#alike) {
      if (isLive && more === 0) continue;
      const rows = [...this.#waiting.take(key)].map((row) => `${row}\n`).join("");
      const left = more > 0 && shown > 0 ? `  and ${grouped(more)} more\n` : "";
      text += `${heading(counts, `${grouped(isLive ? more : shown + more)} more`, page)}\n${rows}${isLive ? "" : left}\n`;
    }
    this.#alike.clear();
    return text;
  }

  #headed(key: string, counts: Readonly<KindCounts>, row: string): string {
    const head = this.#last === key ? "" : `${this.#apart()}${heading(counts, "more", this.context.page)}\n`;
    this.#last = key;
    this.#isAmongRows = true;
    return head + row;
  }

  /** An empty line, if lines were printed last. */
  #apart(): string {
    const text = this.#isAmongRows ? "\n" : "";
    this.#isAmongRows = false;
    return text;
  }
}

/** `error[shut-wr-outstanding]: 12 more like server.strace:68, GET /images/* at unix:/run/a.sock` */
function heading({ kind, path, line }: Readonly<KindCounts>, howMany: string, { width, paint }: Page): string {
  const head = `${kind.level}[${kind.rule}]`;
  const about = [`${howMany} like ${forTerminal(path)}:${line}`, kindWords(shortKind(kind))]
    .filter((text) => text !== "")
    .join(", ");
  const text = wrap(`${head}: ${about}`, width, "  ", [`${forTerminal(path)}:${line}`]).slice(head.length);
  return paint[kind.level](head) + text;
}
