import type { Level } from "../rules/rule.js";
import { palette } from "../text/colors.js";
import type { Page } from "../text/page.js";
import { TextsInMemory, type WaitingTexts } from "./waiting-texts.js";

/**
 * Reads lines of a capture, by their numbers in this file: those that can be read. Of a file that is packed (compressed, or in UTF-16), or that
 * is a pipe, none can be.
 *
 * @param edit changes a text as it is read, so that not all of many long lines has to be kept
 */
export type TextOfLines = (
  file: string,
  lines: ReadonlySet<number>,
  edit?: (text: string) => string,
) => ReadonlyMap<number, string>;

/** The same, and it takes its time: also of a file that is packed, which is unpacked again. */
export type ReadLines = (...asked: Parameters<TextOfLines>) => Promise<ReadonlyMap<number, string>>;

/** The same of a capture that can be read only once, by the name that its records have: those lines that are kept. Null for any other capture. */
export type TextOfKeptLines = (...asked: Parameters<TextOfLines>) => ReadonlyMap<number, string> | null;

/** What a format may know of its run besides the records. The caller hands it in: a format reads nothing by itself. */
export interface FormatContext {
  /** Columns and colours of the place where the document is shown. */
  readonly page: Page;
  /** Makes a new place for texts that have to wait. */
  readonly makeWaitingTexts: () => WaitingTexts;
  /**
   * What a text shows of findings: the first of each kind in full and a line for each other one (`kinds`), each in full (`all`), or none, but what
   * they come to (`summary`).
   */
  readonly shows: "kinds" | "all" | "summary";
  /** At most so many lines for the others of a kind. */
  readonly mostAlike: number;
  /** True if the captures are read while their programs run: what is found is said at once. */
  readonly isLive: boolean;
  /** True if every note is shown in full; false if only the first of each rule is (`--notes`). */
  readonly showsAllNotes: boolean;
  /** True for a level whose findings make the run fail (`--fail-on`). */
  readonly fails: (level: Level) => boolean;
  /** True if a run that judged no response may pass (`--pass-with-no-responses`). */
  readonly passesWithNoResponses: boolean;
  /** True if findings that were accepted before are known: `--baseline`, without `--update-baseline`. */
  readonly hasBaseline: boolean;
  /** True if the runner of GitHub Actions obeys commands in what is printed. */
  readonly isGithubJob: boolean;
  /** The day on which a capture with times of the day began, as `YYYY-MM-DD` (`--date`); null if it is not known. */
  readonly date: string | null;
  readonly textOfLines: TextOfLines;
  /** For what is written when all captures are read (`Format.settle`). */
  readonly readLines: ReadLines;
  /** From now on, the lines of captures that can be read only once are kept, and can be asked for. */
  readonly keepLines: () => TextOfKeptLines;
  /** The page of a rule, in Markdown; null if it has none, as a custom rule. */
  readonly ruleHelp: (rule: string) => string | null;
  /** The page that a report consists of, as the build made it; empty if there is none. */
  readonly reportPage: () => string;
}

/** The defaults of `check`, for a page of 100 columns without colours. Everything that waits is in memory. */
export const plainContext: FormatContext = {
  page: { width: 100, paint: palette(false), unicode: true },
  makeWaitingTexts: () => new TextsInMemory(),
  shows: "kinds",
  mostAlike: Number.POSITIVE_INFINITY,
  isLive: false,
  showsAllNotes: false,
  fails: (level) => level === "error",
  passesWithNoResponses: false,
  hasBaseline: false,
  isGithubJob: false,
  date: null,
  textOfLines: () => new Map(),
  readLines: async () => new Map(),
  keepLines: () => () => null,
  ruleHelp: () => null,
  reportPage: () => "",
};
