import { palette } from "../../core/text/colors.js";
import type { Page } from "../../core/text/page.js";
import type { OutputStream } from "../../run/streams.js";
import { showsUnicode } from "./locale.js";

const WIDTH_WITHOUT_TERMINAL = 100;
const NARROWEST = 40;

/** Width, colours and characters of a standard stream, as far as the stream and the environment say them. */
export function pageOf(stream: OutputStream, env: NodeJS.ProcessEnv): Page {
  const columns = columnsOf(stream.columns) ?? columnsOf(Number(env.COLUMNS)) ?? WIDTH_WITHOUT_TERMINAL;
  return {
    width: Math.max(NARROWEST, columns),
    paint: palette(isColored(stream, env)),
    unicode: showsUnicode(env),
  };
}

/** The page for a list of which other programs read the lines: off a terminal no line of it is folded. */
export function listPageOf(stream: OutputStream, env: NodeJS.ProcessEnv): Page {
  const isAsWideAsNeeded = stream.isTTY !== true && columnsOf(Number(env.COLUMNS)) === undefined;
  return { ...pageOf(stream, env), ...(isAsWideAsNeeded && { width: Number.POSITIVE_INFINITY }) };
}

/** A width that is known: a terminal without a size has 0 columns. */
export function columnsOf(columns: number | undefined): number | undefined {
  return columns !== undefined && columns > 0 && Number.isFinite(columns) ? Math.floor(columns) : undefined;
}

/**
 * Whether a text has colours. NO_COLOR (no-color.org) comes first, then FORCE_COLOR and CLICOLOR_FORCE
 * (bixense.com/clicolors), of which 0 and nothing count for nothing. Without them a terminal has colours, but not a dumb one.
 */
function isColored(stream: OutputStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (isSet(env.FORCE_COLOR) || isSet(env.CLICOLOR_FORCE)) return true;
  return env.FORCE_COLOR !== "0" && stream.isTTY === true && !isDumb(env);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}

/** True for a terminal that knows no escape sequences: it shows no colours, and its cursor only goes on. */
function isDumb(env: NodeJS.ProcessEnv): boolean {
  return env.TERM === "dumb";
}

/** True if a line that was written can be written anew: on a terminal that moves its cursor. */
export function canRewrite(stream: OutputStream, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !isDumb(env);
}
