import { palette } from "../../core/text/colors.js";
import type { Page } from "../../core/text/page.js";
import type { OutputStream } from "../../run/streams.js";
import { showsUnicode } from "./locale.js";

const WIDTH_WITHOUT_TERMINAL = 100;
const NARROWEST = 40;

/** Width and colours of a standard stream: colours only on a terminal, never with NO_COLOR (no-color.org). */
export function pageOf(stream: OutputStream, env: NodeJS.ProcessEnv): Page & { readonly isColored: boolean } {
  const forced = env.FORCE_COLOR;
  const isForced = forced !== undefined && forced !== "0" && forced !== "";
  const isColored = !env.NO_COLOR && (isForced || stream.isTTY === true);
  const columns = stream.columns ?? (Number(env.COLUMNS) || WIDTH_WITHOUT_TERMINAL);
  const unicode = env.TERM !== "dumb" && showsUnicode(env);
  return { width: Math.max(NARROWEST, columns), paint: palette(isColored), unicode, isColored };
}
