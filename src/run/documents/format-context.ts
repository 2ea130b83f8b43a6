import type { FormatContext, TextOfLines } from "../../core/formats/context.js";
import type { BaselineOptions } from "../baseline/check.js";
import { type ExitOptions, isAtLeast } from "../exit-code.js";
import type { AskedFormat } from "./asked-format.js";
import type { KeptCaptures } from "./kept-captures.js";
import { readLinesAgain } from "./read-lines.js";
import { reportPage } from "./report-page.js";
import { ruleHelp } from "./rule-help.js";
import { Spool } from "./spool.js";
import type { Surroundings } from "./surroundings.js";

/** The options of a command that writes documents. */
export interface FormatOptions extends ExitOptions, BaselineOptions {
  /** What was asked for; missing for the usual formats. */
  readonly format?: readonly AskedFormat[];
  readonly notes?: boolean;
  /** `--all`, `--summary`: what a text shows of findings; `--limit`: how many of a kind. */
  readonly all?: boolean;
  readonly summary?: boolean;
  readonly limit?: number;
  /** `--quiet`: nothing is printed. */
  readonly quiet?: boolean;
  /** True if the captures are read while their programs run. */
  readonly isLive?: boolean;
  /** `--date`, as `YYYY-MM-DD`. */
  readonly date?: string;
  /** Reads lines of the captures; missing for a command that reads none by itself. */
  readonly textOfLines?: TextOfLines;
}

/** What the formats of a run may know of it. What waits is kept in a file if it is much. */
export function formatContext(
  options: FormatOptions,
  { page, isGithubJob }: Surroundings,
  kept: KeptCaptures,
): FormatContext {
  return {
    page,
    makeWaitingTexts: () => new Spool<string>(),
    shows: options.summary ? "summary" : options.all ? "all" : "kinds",
    mostAlike: options.limit ?? Number.POSITIVE_INFINITY,
    isLive: options.isLive === true,
    showsAllNotes: options.notes === true || options.failOn === "note",
    fails: (level) => isAtLeast(level, options.failOn),
    passesWithNoResponses: options.passWithNoResponses === true,
    hasBaseline: options.baseline !== undefined && options.updateBaseline !== true,
    isGithubJob,
    date: options.date ?? null,
    textOfLines: options.textOfLines ?? (() => new Map()),
    readLines: readLinesAgain,
    keepLines: () => kept.want(),
    ruleHelp,
    reportPage,
  };
}
