import { spawnSync } from "node:child_process";
import { UnflushedError } from "../../errors.js";
import { circumstances } from "./circumstances.js";
import { refusal } from "./refusal.js";
import { type Detail, straceArguments } from "./strace-command.js";
import { featuresOf, type StraceFeatures } from "./strace-version.js";

/**
 * Asks the strace on PATH what it can do.
 *
 * @throws UnflushedError (`strace-missing`, `strace-too-old`)
 */
export function findStrace(): StraceFeatures {
  const { error, stdout } = spawnSync("strace", ["-V"], { encoding: "utf8" });
  if (error) {
    throw new UnflushedError(
      "strace-missing",
      `strace cannot be run (${(error as NodeJS.ErrnoException).code}): install it (apt install strace, dnf install strace, apk add strace)`,
    );
  }
  return featuresOf(stdout);
}

/**
 * Traces the one program that is known to be there, strace itself, as the real one will be: what this machine refuses
 * shows before anything of the user's runs. Returns the features that work here.
 *
 * @throws UnflushedError (`ptrace-forbidden`, `strace-failed`)
 */
export function rehearse(detail: Detail, features: StraceFeatures): StraceFeatures {
  const args = straceArguments(detail, { command: ["strace", "-V"] }, "/dev/null", features);
  const { status, stderr } = spawnSync("strace", args, { encoding: "utf8" });
  if (status !== 0 && features.inject && /inject/.test(stderr)) return rehearse(detail, { ...features, inject: false });
  if (status !== 0) throw refusal(stderr, { pids: [], ...circumstances() });
  return { ...features, seccompBpf: features.seccompBpf && !/seccomp/.test(stderr) };
}
