import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnflushedError } from "../../../errors.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { provokeExitCode } from "../../../tools/provoke/exit-code.js";
import { type ProvokeListener, provoke } from "../../../tools/provoke/provoke.js";
import { provokeJson } from "../../../tools/provoke/report/json.js";
import { ProvokeText } from "../../../tools/provoke/report/text.js";
import { refuseUnknownCommand } from "../../../tools/record/find-command.js";
import { findStrace, rehearse } from "../../../tools/record/find-strace.js";
import { FULL } from "../../../tools/record/recorded-calls.js";
import { type PlanOptions, planOf } from "../../options/probe-plan.js";
import { pageOf } from "../../terminal/page.js";

interface ProvokeOptions extends Omit<PlanOptions, "requests" | "concurrency"> {
  readonly probe: string;
  readonly when?: readonly number[];
  readonly attempts: number;
  /** False for `--no-wake`. */
  readonly wake: boolean;
  readonly keep?: string;
  readonly format: "text" | "json";
}

/** With ioctl, which makes sockets non-blocking: the kernel refuses no write that waits. */
const DETAIL = { ...FULL, calls: [...FULL.calls, "ioctl"] };
/** Seconds before the first read, so that a large response fills its socket. */
const DELAY = 0.25;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** `unflushed provoke COMMAND...`: a line a run while they go on, then the summary. Returns the exit code. */
export async function provokeServer(
  command: readonly string[],
  options: ProvokeOptions,
  { stdout, env }: Terminal,
): Promise<number> {
  const { delay = DELAY, probe, when, attempts, wake, format } = options;
  const plan = planOf(probe, { ...options, delay, requests: 1, concurrency: 1 });
  refuseUnknownCommand(command[0] ?? "");
  const features = rehearse(DETAIL, findStrace());
  const settings = { plan, writes: when ?? null, attempts, wakes: wake };
  const interruption = interruptions();
  const { folder, remove } = folderFor(options.keep);
  try {
    const bench = { command, detail: DETAIL, features, folder, signal: interruption.signal };
    const text = new ProvokeText(command, settings, pageOf(stdout, env));
    const say = (words: string): void => void stdout.write(words);
    const live: ProvokeListener = {
      onDryRun: (dryRun) => say(text.head(dryRun)),
      onRun: (run) => say(text.run(run)),
    };
    const provocation = await provoke(bench, settings, format === "text" ? live : {});
    if (format === "text") say(text.summary(provocation, options.keep ?? null));
    else say(provokeJson(command, settings, provocation, { version, isKept: options.keep !== undefined }));
    return interruption.exitCode() ?? provokeExitCode(provocation);
  } catch (error) {
    const code = interruption.exitCode();
    if (code === null) throw error;
    return code;
  } finally {
    interruption.restore();
    remove();
  }
}

/** The first signal ends what runs, and what was over is told; a second one quits at once. */
function interruptions(): { signal: AbortSignal; exitCode: () => number | null; restore: () => void } {
  const controller = new AbortController();
  let code: number | null = null;
  const handlers = Object.entries(SIGNALS).map(([name, exitCode]) => {
    const interrupt = (): void => {
      if (code !== null) process.exit(code);
      code = exitCode;
      controller.abort();
    };
    process.on(name, interrupt);
    return () => process.off(name, interrupt);
  });
  return { signal: controller.signal, exitCode: () => code, restore: () => handlers.forEach((off) => void off()) };
}

function folderFor(keep: string | undefined): { folder: string; remove: () => void } {
  if (keep !== undefined) {
    try {
      mkdirSync(keep, { recursive: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UnflushedError("capture-unwritable", `${keep} cannot be made (${code}): name another folder`);
    }
    return { folder: keep, remove: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "unflushed-provoke-"));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { folder, remove };
}
