import type { CaptureInput } from "../../capture/find-captures.js";
import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import { Unrecognized, type UnrecognizedOptions } from "../../core/analysis/unrecognized.js";
import { KeptConnections } from "../../core/filter/kept-connections.js";
import { UnflushedError } from "../../errors.js";
import { displayName, isNoStrace } from "../../reading/problems.js";
import type { ReadListener } from "../../reading/read-listener.js";
import { analyzePart } from "../../run/check/analyze-capture.js";
import type { AskedFilter } from "../../run/filter/asked-filter.js";
import type { InputStream } from "../../run/streams.js";
import type { ComparedSide } from "./side.js";

/** How captures are read, and what is reported meanwhile. */
export interface SideReading extends UnrecognizedOptions {
  /** Takes the report about lines that could not be read. */
  readonly warn: (text: string) => void;
  readonly onRead: ReadListener | undefined;
  /** What is read for `-`. */
  readonly stdin: InputStream;
  /** What counts of both sides; all if there is none. */
  readonly asked?: AskedFilter | null;
}

/**
 * Reads the captures of one side into its tallies. A file that is not strace output is skipped if the user did not name
 * it: a directory or a glob may hold such files. A loss that passed several hops counts once, also if each of them has a capture of its own.
 *
 * @throws UnflushedError if a capture cannot be read to its end, or is refused by `strict`
 */
export async function readSide(
  inputs: readonly CaptureInput[],
  side: ComparedSide,
  reading: SideReading,
): Promise<void> {
  if (inputs.length > 1) side.joinPaths();
  for (const input of inputs) await readCaptureOf(side, input, reading);
  side.finish();
}

async function readCaptureOf(
  side: ComparedSide,
  { path, isNamed, problem }: CaptureInput,
  { warn, onRead, stdin, asked, ...options }: SideReading,
): Promise<void> {
  if (problem) throw new UnflushedError(problem.code, problem.message);
  const unrecognized = new Unrecognized(displayName(path), options, warn);
  const kept = asked && new KeptConnections(asked.filter, asked.window, displayName(path));
  if (kept) side.filterBy(kept);
  const listener: AnalysisListener = {
    ...(kept?.before(side.listener) ?? side.listener),
    onUnreadLine: ({ kind, text, at }) => {
      if (kind === "unrecognized") unrecognized.add(at.line, text);
    },
  };
  const result = await analyzePart(path, listener, onRead, { stdin }).catch((error: unknown) => {
    if (!isNamed && error instanceof UnflushedError && isNoStrace(error)) return null;
    throw error;
  });
  if (!result || (!isNamed && !result.isLikely)) return;
  if (result.broken) throw result.broken;
  unrecognized.refuse();
  side.addCapture(result.facts);
}
