import { constants } from "node:os";
import type { TextOfLines } from "../../../core/formats/context.js";
import { UnflushedError } from "../../../errors.js";
import { formatsOf } from "../../../run/documents/asked-format.js";
import { textOfLines } from "../../../run/documents/line-texts.js";
import { openDocuments } from "../../../run/documents/open-documents.js";
import { refuseToReplace } from "../../../run/documents/refuse-to-replace.js";
import { refuseOtherCompression } from "../../../run/files/new-file.js";
import { say } from "../../../run/say.js";
import type { Invocation } from "../../../run/streams.js";
import { attach } from "../../../tools/record/attach.js";
import { CaptureFile } from "../../../tools/record/capture-file.js";
import { findStrace, rehearse } from "../../../tools/record/find-strace.js";
import { LiveCheck, type LiveOptions } from "../../../tools/record/live-check.js";
import { FULL, NARROW } from "../../../tools/record/recorded-calls.js";
import { runTraced, type TracedEnding } from "../../../tools/record/run.js";
import { type Detail, shellLine, straceArguments } from "../../../tools/record/strace-command.js";
import type { StraceFeatures } from "../../../tools/record/strace-version.js";
import { recordingText } from "../../../tools/record/text.js";
import { leaveLineOnInterrupt } from "../../terminal/end-on-signals.js";
import { surroundingsOf } from "../../terminal/surroundings.js";
import { attachedTexts } from "./attached-texts.js";
import { programFiles, type RecordPlan, type RecordWish, recordPlan, refuseImpossible, targetOf } from "./plan.js";

interface RecordOptions extends LiveOptions, Omit<RecordWish, "command"> {
  readonly output?: string;
  readonly force?: boolean;
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
  const plan = recordPlan({ ...options, command });
  if (options.output !== undefined) refuseOtherCompression(options.output);
  const detail = { ...(options.narrow ? NARROW : FULL), refusesRing: options.allowIoUring !== true };
  if (options.printCommand) {
    const args = straceArguments(detail, targetOf(plan, true), outputFor(options.output), featuresHereOrAnywhere());
    invocation.stdout.write(`${shellLine(["strace", ...args])}\n`);
    return 0;
  }
  refuseImpossible(plan);
  const found = findStrace();
  const features = plan.command.length + plan.also.length > 0 ? rehearse(detail, found) : found;
  return watch(plan, detail, features, options, invocation);
}

/** Runs or attaches, and writes the documents meanwhile. Those without a file go to standard error. */
async function watch(
  plan: RecordPlan,
  detail: Detail,
  features: StraceFeatures,
  options: RecordOptions,
  invocation: Invocation,
): Promise<number> {
  const { output } = options;
  const { stderr } = invocation;
  const asked = formatsOf(options, false); // annotations only if they are asked for
  if (output !== undefined) refuseToReplace(asked, "capture", [output]);
  stderr.on("error", () => {}); // its reader may be gone; the program shall not suffer from it
  leaveLineOnInterrupt(invocation);
  const surroundings = surroundingsOf(stderr, invocation);
  let file: CaptureFile | null = null;
  const textOfKept: TextOfLines = (_, ...asked) => textOfLines(file?.readableAs ?? "", ...asked);
  const documents = await openDocuments(asked, { ...options, isLive: true, textOfLines: textOfKept }, surroundings);
  if (output !== undefined) file = captureFile(output, plan, options, invocation);
  if (detail.refusesRing && !features.inject) documents.warning(RING_NOT_REFUSED);
  const name = output ?? NOT_KEPT;
  const live = new LiveCheck(name, detail.calls, options, documents);
  const judge = (chunk: Buffer): void => {
    documents.takeText(name, chunk);
    live.take(chunk);
  };
  const sink = (chunk: Buffer): void => {
    judge(chunk);
    file?.write(chunk);
  };
  const args = (path: string): string[] => straceArguments(detail, targetOf(plan), path, features);
  // the lines alone do not show which calls were traced; the comment is a line of the capture, here as in the file
  const head = `# ${shellLine(["strace", ...straceArguments(detail, targetOf(plan, true), null, features)])}\n`;
  if (file) judge(Buffer.from(head));
  file?.head(head);
  const ending = await follow(plan, args, sink, (text) => documents.warning(text));
  const { code, facts } = live.finish();
  file?.end();
  const recording = {
    ended: ending && endingText(ending, plan),
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
  plan: RecordPlan,
  { force }: RecordOptions,
  { stderr, atEnd }: Invocation,
): CaptureFile {
  const file = new CaptureFile({ path, isForced: force === true, inputs: programFiles(plan) });
  atEnd.add(() => {
    const kept = file.abandon();
    if (kept !== null) say(stderr, kept);
  });
  return file;
}

/** Returns how the program of the command line ended; null if there is none. */
async function follow(
  plan: RecordPlan,
  args: (output: string) => readonly string[],
  sink: (chunk: Buffer) => void,
  say: (text: string) => void,
): Promise<TracedEnding | null> {
  const { command, also, named, watched } = plan;
  if (watched === null) {
    const ending = await runTraced(args, sink, also);
    return command.length > 0 ? ending : null;
  }
  await attach({ pids: watched.pids, named, also }, args, sink, (refused, strace) => {
    for (const text of attachedTexts(plan, watched, refused, strace)) say(text);
  });
  return null;
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

/** A launcher ends with a status above 128 also if a signal killed the program. */
function endingText({ code, signal }: TracedEnding, { also }: RecordPlan): string {
  if (also.length > 0 && code !== null && code > 128) return `ended with the status ${code}`;
  return signal ? `was killed by ${signal}` : `exited with ${code}`;
}

/** The status as a shell reports it. */
function statusOf({ code, signal }: TracedEnding): number {
  return signal ? 128 + constants.signals[signal] : (code ?? 2);
}
