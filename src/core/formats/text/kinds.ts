import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import type { FormatContext } from "../context.js";
import type { FindingKind, KindCounts } from "../kinds/finding-kind.js";
import { shortTarget } from "../subject.js";
import { timeRange } from "./time-range.js";

type KindsContext = Pick<FormatContext, "shows" | "showsAllNotes" | "date" | "page">;

/** `GET /images/* at unix:/run/a.sock, lost at 127.0.0.1:80`; empty if nothing of it is known. */
export function kindWords({ request, server, origin }: FindingKind): string {
  const at = server === null ? "" : `at ${forTerminal(server)}`;
  const lost = origin === null ? "" : `, lost at ${forTerminal(origin)}`;
  return [request === null ? "" : forTerminal(request), at].filter((text) => text !== "").join(" ") + lost;
}

/** The same kind with a very long target shortened. */
export function shortKind(kind: FindingKind): FindingKind {
  return { ...kind, request: kind.request && shortTarget(kind.request) };
}

/**
 * The table of kinds, and an empty line; empty if each finding is the only one of its kind, and was shown. Notes of which only the first was shown
 * are counted elsewhere (notes.ts).
 */
export function kindsText(all: readonly Readonly<KindCounts>[], context: KindsContext): string {
  const { shows, showsAllNotes, date, page } = context;
  const kinds = showsAllNotes || shows === "summary" ? all : all.filter(({ kind }) => kind.level !== "note");
  const isNeeded = kinds.some(({ findings }) => findings > 1) || (shows === "summary" && kinds.length > 0);
  return isNeeded ? `${kindLines(kinds, date, page).join("\n")}\n\n` : "";
}

/** The kinds of findings, two lines each: how many, what was lost and when, then whose and where the first one is. */
function kindLines(kinds: readonly Readonly<KindCounts>[], date: string | null, page: Page): string[] {
  const { width, paint } = page;
  const counts = kinds.map(({ findings }) => grouped(findings));
  const margin = Math.max(0, ...counts.map(({ length }) => length)) + 2;
  const indent = " ".repeat(margin);
  return kinds.flatMap((each, index) => {
    const { kind, path, line } = each;
    const place = `${forTerminal(path)}:${line}`;
    const name = `${kind.level}[${kind.rule}]`;
    const facts = [lostText(each), timeRange(each, date)].filter((text) => text !== "").join(", ");
    const where = [kindWords(shortKind(kind)), `first at ${place}`].filter((text) => text !== "");
    const number = counts[index] ?? "";
    const before = " ".repeat(margin - 2 - number.length); // wrap() keeps no blanks at the start
    const first = before + wrap(`${number}  ${name}${facts === "" ? "" : `: ${facts}`}`, width - before.length, indent);
    return [
      first.replace(name, (text) => paint[kind.level](text)),
      indent + wrap(where.join(", "), width - margin, indent, [place]),
    ];
  });
}

function lostText({ lostBytes, unknown }: KindCounts): string {
  if (lostBytes === 0) return "";
  return `${unknown > 0 ? "at least " : ""}${grouped(lostBytes)} bytes lost`;
}
