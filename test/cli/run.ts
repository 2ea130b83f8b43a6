import { type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built bin, as a user runs it, from the project's folder. */
export const bin = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs `unflushed ARGS` with `input` on its standard input, and waits for its end. */
export function unflushed(
  args: readonly string[],
  input: string | Buffer = "",
  options: SpawnOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, env: outsideOfGithub(), ...options });
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (data) => (stdout += data));
    child.stderr?.on("data", (data) => (stderr += data));
    child.on("error", reject);
    child.on("close", (code) => resolve({ stdout, stderr, code }));
    child.stdin?.on("error", () => {}); // it may end before it has read everything
    child.stdin?.end(input);
  });
}

/** The tests say the same wherever they run. */
function outsideOfGithub(): NodeJS.ProcessEnv {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  return env;
}

/** What a user saw, in the order of a transcript: standard output, standard error, exit code. */
export async function transcript(args: readonly string[], input: string | Buffer = ""): Promise<string> {
  const { stdout, stderr, code } = await unflushed(args, input);
  return `$ unflushed ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
}
