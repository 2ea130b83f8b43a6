import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { captureOf, captures } from "./captures.js";

const BYTES = 64e6;

/**
 * Checks two captures by one thread, by two threads, and by two processes at once, in turn. Two processes are the best that the
 * machine can do; with other work on it, that may be no gain at all.
 */
export async function measureJobs(tool: string, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-jobs-"));
  try {
    const [a, d] = ["A", "D"].map((name) => captureOf(named(name), BYTES));
    if (a === undefined || d === undefined) return;
    const other = join(folder, "A-again.strace");
    copyFileSync(a, other);
    for (const [name, one, two] of [
      ["A and D", a, d],
      ["A twice", a, other],
    ] as const) {
      for (let run = 0; run < runs; run++) await compare(tool, name, one, two);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(tool: string, name: string, one: string, two: string): Promise<void> {
  const check = (...args: string[]): readonly string[] => [tool, "check", "--format", "json", ...args];
  const alone = await seconds(check("--jobs", "1", one, two));
  const threads = await seconds(check("--jobs", "2", one, two));
  const processes = await seconds(check(one), check(two));
  const times = (wall: number): string => `${wall.toFixed(2)} s (${(alone / wall).toFixed(2)} times as fast)`;
  process.stdout.write(
    `${name}: --jobs 1 ${alone.toFixed(2)} s, --jobs 2 ${times(threads)}, two processes ${times(processes)}; load ${loadavg()[0]?.toFixed(0)}\n`,
  );
}

/** How long these commands take, all at once. */
async function seconds(...commands: readonly (readonly string[])[]): Promise<number> {
  const begin = performance.now();
  await Promise.all(commands.map((args) => once(spawn(process.execPath, args, { stdio: "ignore" }), "close")));
  return (performance.now() - begin) / 1000;
}

function named(name: string): (typeof captures)[number] {
  const found = captures.find((capture) => capture.name === name);
  if (!found) throw new Error(`there is no capture ${name}`);
  return found;
}
