import { print } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { captureFolder } from "../../../tools/provoke/capture-folder.js";
import { provokeExitCode } from "../../../tools/provoke/exit-code.js";
import type { ProvokeListener } from "../../../tools/provoke/provocation.js";
import { provoke } from "../../../tools/provoke/provoke.js";
import { provokeJson } from "../../../tools/provoke/report/json.js";
import { ProvokeText } from "../../../tools/provoke/report/text.js";
import { sessionSetup } from "../../../tools/provoke/session-setup.js";
import { type PlanOptions, planOf } from "../../options/probe-plan.js";
import { interruption } from "../../terminal/interruption.js";
import { pageOf } from "../../terminal/page.js";

interface ProvokeOptions extends Omit<PlanOptions, "requests" | "concurrency"> {
  readonly probe: string;
  readonly when?: readonly number[];
  readonly attempts: number;
  /** False for `--no-wake`. */
  readonly wake: boolean;
  readonly keep?: string;
  readonly force?: boolean;
  readonly format: "text" | "json";
}

/** Seconds before the first read, so that a large response fills its socket. */
const DELAY = 0.25;

/** `unflushed provoke COMMAND...`: prints one line after each run, then the summary. Returns the exit code. */
export async function provokeServer(
  command: readonly string[],
  options: ProvokeOptions,
  { stdout, stderr, env }: Terminal,
): Promise<number> {
  const { delay = DELAY, probe, when, attempts, wake, format, keep, force: isForced = false } = options;
  const plan = planOf(probe, { ...options, delay, requests: 1, concurrency: 1 });
  const settings = { plan, writes: when ?? null, attempts, wakes: wake };
  const setup = sessionSetup(command);
  const { signal, exitCode, restore } = interruption(stderr);
  const folder = captureFolder(keep, isForced);
  try {
    const text = new ProvokeText(command, settings, pageOf(stdout, env));
    const onWords = (words: string): void => print(stdout, words);
    const live: ProvokeListener = {
      onDryRun: (dryRun) => onWords(text.head(dryRun)),
      onRun: (run) => onWords(text.run(run)),
    };
    const all = { ...setup, folder: folder.path, signal };
    const provocation = await provoke(all, settings, format === "text" ? live : {});
    if (format === "text") onWords(text.summary(provocation, keep ?? null));
    else onWords(provokeJson(command, settings, provocation, { version, isKept: keep !== undefined }));
    return exitCode() ?? provokeExitCode(provocation);
  } catch (error) {
    const code = exitCode();
    if (code === null) throw error;
    return code;
  } finally {
    restore();
    folder.remove();
  }
}
