import { constants } from "node:os";
import { UnflushedError } from "../../../errors.js";
import type { Terminal } from "../../../run/streams.js";
import { createCaptureFile } from "../../../tools/record/capture-file.js";
import { refuseUnknownCommand } from "../../../tools/record/find-command.js";
import { findStrace, rehearse } from "../../../tools/record/find-strace.js";
import { LiveCheck, type LiveOptions } from "../../../tools/record/live-check.js";
import { FULL, NARROW } from "../../../tools/record/recorded-calls.js";
import { attach, runTraced, type TracedEnding } from "../../../tools/record/run.js";
import { type Detail, shellLine, straceArguments, type TraceTarget } from "../../../tools/record/strace-command.js";
import type { StraceFeatures } from "../../../tools/record/strace-version.js";
import { recordingText } from "../../../tools/record/text.js";
import { pageOf } from "../../terminal/page.js";

interface RecordOptions extends LiveOptions {
  readonly output?: string;
  readonly pid?: number;
  readonly narrow?: boolean;
  readonly printCommand?: boolean;
}

/** What stands for the capture in a finding where it is not kept. */
const NOT_KEPT = "<strace>";

/**
 * `unflushed record COMMAND...`: runs it under strace and judges its responses meanwhile. All that it says goes to
 * standard error: standard output is the program's. Returns the exit code.
 */
export async function record(command: readonly string[], options: RecordOptions, terminal: Terminal): Promise<number> {
  const target = targetOf(command, options.pid);
  const detail = options.narrow ? NARROW : FULL;
  if (options.printCommand) {
    const args = straceArguments(detail, target, outputFor(options.output), featuresHereOrAnywhere());
    terminal.stdout.write(`${shellLine(["strace", ...args])}\n`);
    return 0;
  }
  if ("command" in target) refuseUnknownCommand(target.command[0] ?? "");
  const found = findStrace();
  const features = "command" in target ? rehearse(detail, found) : found;
  return watch(target, detail, features, options, terminal);
}

/** Runs or attaches, and says what was found. */
async function watch(
  target: TraceTarget,
  detail: Detail,
  features: StraceFeatures,
  options: RecordOptions,
  { stderr, env }: Terminal,
): Promise<number> {
  const page = pageOf(stderr, env);
  const say = (text: string): void => void stderr.write(text);
  stderr.on("error", () => {}); // whoever listened is gone; the program shall not suffer from it
  const judge = new LiveCheck(options.output ?? NOT_KEPT, detail.calls, options, page, say);
  const file = options.output === undefined ? null : await createCaptureFile(options.output);
  const sink = async (chunk: Buffer): Promise<void> => {
    judge.take(chunk);
    await file?.write(chunk);
  };
  const args = (output: string | null): string[] => straceArguments(detail, target, output, features);
  // which calls were traced, the lines alone do not tell; the comment counts as one of them, here as in the file
  if (file) await sink(Buffer.from(`# ${shellLine(["strace", ...args(null)])}\n`));
  const ending = await follow(target, args, sink, say);
  const { code, facts } = judge.finish();
  await file?.end();
  const recording = {
    ended: ending && endingText(ending),
    keptIn: options.output ?? null,
    lines: facts?.lines ?? null,
    isJudged: code !== 3,
  };
  say(recordingText(recording, page));
  return code === 1 || facts === null || ending === null ? code : statusOf(ending);
}

/** Null where the program was only watched. */
async function follow(
  target: TraceTarget,
  args: (output: string) => readonly string[],
  sink: (chunk: Buffer) => Promise<void>,
  say: (text: string) => void,
): Promise<TracedEnding | null> {
  if ("command" in target) return runTraced(args, sink);
  await attach(target.pid, args, sink, () => {
    say(`unflushed: attached to process ${target.pid}; Ctrl-C detaches, and it goes on\n`);
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

/** Where the capture goes when somebody runs the printed command. */
function outputFor(file: string | undefined): string {
  if (file === undefined) return "|unflushed";
  return file.endsWith(".gz") ? `|gzip > ${shellLine([file])}` : file;
}

/** A printed command may be meant for another machine: without a strace here, it is one that every strace takes. */
function featuresHereOrAnywhere(): StraceFeatures {
  try {
    return findStrace();
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    return { seccompBpf: false };
  }
}

function endingText({ code, signal }: TracedEnding): string {
  return signal ? `was killed by ${signal}` : `exited with ${code}`;
}

/** As a shell tells it. */
function statusOf({ code, signal }: TracedEnding): number {
  return signal ? 128 + constants.signals[signal] : (code ?? 2);
}
