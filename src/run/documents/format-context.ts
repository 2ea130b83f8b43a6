import type { FormatContext } from "../../core/formats/context.js";
import type { BaselineOptions } from "../baseline/check.js";
import { type ExitOptions, isAtLeast } from "../exit-code.js";
import type { AskedFormat } from "./asked-format.js";
import { ruleHelp } from "./rule-help.js";
import { Spool } from "./spool.js";
import type { Surroundings } from "./surroundings.js";

/** The options of a command that writes documents. */
export interface FormatOptions extends ExitOptions, BaselineOptions {
  /** What was asked for; missing for the usual formats. */
  readonly format?: readonly AskedFormat[];
  readonly notes?: boolean;
}

/** What the formats of a run may know of it. What waits is kept in a file if it is much. */
export function formatContext(options: FormatOptions, { page, isGithubJob }: Surroundings): FormatContext {
  return {
    page,
    makeWaitingTexts: () => new Spool<string>(),
    showsAllNotes: options.notes === true || options.failOn === "note",
    fails: (level) => isAtLeast(level, options.failOn),
    passesWithNoResponses: options.passWithNoResponses === true,
    hasBaseline: options.baseline !== undefined && options.updateBaseline !== true,
    isGithubJob,
    ruleHelp,
  };
}
