import type { FormatContext } from "../context.js";

/** What a text may know of its run. */
export type TextContext = Omit<FormatContext, "ruleHelp" | "reportPage" | "passesWithNoResponses">;
