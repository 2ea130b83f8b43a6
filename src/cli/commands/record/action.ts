import { constants } from "node:os";
import { UnflushedError } from "../../../errors.js";
import { usualFormats } from "../../../run/documents/asked-format.js";
import { openDocuments } from "../../../run/documents/open-documents.js";
import { refuseToReplace } from "../../../run/documents/refuse-to-replace.js";
import { refuseOtherCompression } from "../../../run/files/new-file.js";
import { say } from "../../../run/say.js";
import type { Invocation } from "../../../run/streams.js";
import { CaptureFile } from "../../../tools/record/capture-file.js";
import { refuseUnknownCommand } from "../../../tools/record/find-command.js";
import { findStrace, rehearse } from "../../../tools/record/find-strace.js";
import { LiveCheck, type LiveOptions } from "../../../tools/record/live-check.js";
import { FULL, NARROW } from "../../../tools/record/recorded-calls.js";
import { attach, runTraced, type TracedEnding } from "../../../tools/record/run.js";
import { type Detail, shellLine, straceArguments, type TraceTarget } from "../../../tools/record/strace-command.js";
import type { StraceFeatures } from "../../../tools/record/strace-version.js";
import { recordingText } from "../../../tools/record/text.js";
import { surroundingsOf } from "../../terminal/surroundings.js";

interface RecordOptions extends LiveOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly pid?: number;
  readonly narrow?: boolean;
  /** True for `--allow-io-uring`. */
  readonly allowIoUring?: boolean;
  readonly printCommand?: boolean;
}

/** Said at the start, if this strace can do nothing about rings. */
const RING_NOT_REFUSED =
  "unflushed: this strace cannot refuse io_uring_setup: what a program does in an io_uring is not seen";
/** What a finding calls a capture that is not kept. */
const NOT_KEPT = "<strace>";

/**
 * `unflushed record COMMAND...`: runs it under strace and judges its responses meanwhile. Standard output is the
 * program's, so all that this command prints goes to standard error. Returns the exit code.
 */
export async function record(
  command: readonly string[],
  options: RecordOptions,
  invocation: Invocation,
): Promise<number> {
  const target = targetOf(command, options.pid);
  if (options.output !== undefined) refuseOtherCompression(options.output);
  const detail = { ...(options.narrow ? NARROW : FULL), refusesRing: options.allowIoUring !== true };
  if (options.printCommand) {
    const args = straceArguments(detail, target, outputFor(options.output), featuresHereOrAnywhere());
    invocation.stdout.write(`${shellLine(["strace", ...args])}\n`);
    return 0;
  }
  if ("command" in target) refuseUnknownCommand(target.command[0] ?? "");
  const found = findStrace();
  const features = "command" in target ? rehearse(detail, found) : found;
  return watch(target, detail, features, options, invocation);
}

/** Runs or attaches, and writes the documents meanwhile. Those without a file go to standard error. */
async function watch(
  target: TraceTarget,
  detail: Detail,
  features: StraceFeatures,
  options: RecordOptions,
  invocation: Invocation,
): Promise<number> {
  const { output } = options;
  const { stderr } = invocation;
  const asked = options.format ?? usualFormats(false); // annotations only if they are asked for
  if (output !== undefined) refuseToReplace(asked, "capture", [output]);
  stderr.on("error", () => {}); // its reader may be gone; the program shall not suffer from it
  const surroundings = surroundingsOf(stderr, invocation);
  const documents = await openDocuments(asked, options, surroundings);
  const file = output === undefined ? null : captureFile(output, target, options, invocation);
  if (detail.refusesRing && !features.inject) documents.warning(RING_NOT_REFUSED);
  const live = new LiveCheck(output ?? NOT_KEPT, detail.calls, options, documents);
  const sink = (chunk: Buffer): void => {
    live.take(chunk);
    file?.write(chunk);
  };
  const args = (path: string | null): string[] => straceArguments(detail, target, path, features);
  // the lines alone do not show which calls were traced; the comment is a line of the capture, here as in the file
  const head = `# ${shellLine(["strace", ...args(null)])}\n`;
  if (file) live.take(Buffer.from(head));
  file?.head(head);
  const ending = await follow(target, args, sink, (text) => documents.warning(text));
  const { code, facts } = live.finish();
  file?.end();
  const recording = {
    ended: ending && endingText(ending),
    keptIn: output ?? null,
    lines: facts?.lines ?? null,
    isJudged: code !== 3,
  };
  documents.report(recordingText(recording, surroundings.page));
  return ending === null || code === 1 || code === 2 ? code : statusOf(ending);
}

/** Makes the file of `-o`. However the command ends, what was recorded stays, and a sentence names it. */
function captureFile(
  path: string,
  target: TraceTarget,
  { force }: RecordOptions,
  { stderr, atEnd }: Invocation,
): CaptureFile {
  const program = "command" in target ? target.command.slice(0, 1).filter((name) => name.includes("/")) : [];
  const file = new CaptureFile({ path, isForced: force === true, inputs: program });
  atEnd.add(() => {
    const kept = file.abandon();
    if (kept !== null) say(stderr, kept);
  });
  return file;
}

/** Returns how the program ended; null if it was only watched. */
async function follow(
  target: TraceTarget,
  args: (output: string) => readonly string[],
  sink: (chunk: Buffer) => void,
  say: (text: string) => void,
): Promise<TracedEnding | null> {
  if ("command" in target) return runTraced(args, sink);
  await attach(target.pid, args, sink, () => {
    say(`unflushed: attached to process ${target.pid}; Ctrl-C detaches, and it goes on`);
  });
  return null;
}

function targetOf(command: readonly string[], pid: number | undefined): TraceTarget {
  if (pid !== undefined && command.length > 0) {
    throw new UnflushedError("usage", `-p ${pid} and a command exclude each other: give one of them`);
  }
  if (pid !== undefined) return { pid };
  if (command.length > 0) return { command };
  throw new UnflushedError(
    "usage",
    "nothing to record: name a program, as in unflushed record ./server, or a process with -p PID",
  );
}

/** What the printed command does with the capture. */
function outputFor(file: string | undefined): string {
  if (file === undefined) return "|unflushed";
  return file.endsWith(".gz") ? `|gzip > ${shellLine([file])}` : file;
}

/** A printed command may be meant for another machine: if there is no strace here, it is one that every strace takes. */
function featuresHereOrAnywhere(): StraceFeatures {
  try {
    return findStrace();
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    return { seccompBpf: false, inject: true };
  }
}

function endingText({ code, signal }: TracedEnding): string {
  return signal ? `was killed by ${signal}` : `exited with ${code}`;
}

/** The status as a shell reports it. */
function statusOf({ code, signal }: TracedEnding): number {
  return signal ? 128 + constants.signals[signal] : (code ?? 2);
}
