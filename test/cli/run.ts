import { type SpawnOptions, spawn } from "node:child_process";
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { main } from "../../src/cli/main.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built bin, as a user runs it, from the project's folder. */
export const bin = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

interface Place {
  /** The working directory; the project's folder if it is not given. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The working directory belongs to the whole process: one run at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Runs `unflushed ARGS` in this process, with `input` on its standard input, and waits for its end. */
export function unflushed(args: readonly string[], input: string | Buffer = "", place: Place = {}): Promise<Run> {
  const run = last.then(() => runHere(args, input, place));
  last = run.catch(() => {});
  return run;
}

async function runHere(args: readonly string[], input: string | Buffer, { cwd = root, env }: Place): Promise<Run> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const stdin = Readable.from(input.length > 0 ? [Buffer.from(input)] : []);
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const code = await main(args, { stdin, stdout, stderr, env: env ?? outsideOfGithub() });
    return { stdout: stdout.text, stderr: stderr.text, code };
  } finally {
    process.chdir(before);
  }
}

/**
 * The same as a process of its own: for what only a process has, such as threads, fds to inherit, a PATH, or a first
 * import of what a user's module exports.
 */
export function unflushedProcess(
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

/** What was written to it. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}

/** The tests say the same wherever they run. */
function outsideOfGithub(): NodeJS.ProcessEnv {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  return env;
}

/** What a user saw, in the order of a transcript: standard output, standard error, exit code. */
export async function transcript(
  args: readonly string[],
  input: string | Buffer = "",
  columns?: number,
): Promise<string> {
  const env = columns === undefined ? {} : { env: { ...outsideOfGithub(), COLUMNS: String(columns) } };
  const { stdout, stderr, code } = await unflushed(args, input, env);
  return `$ unflushed ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
}
