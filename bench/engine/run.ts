import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { captureOf, captures } from "../captures.js";
import { measure, summarize } from "../measure.js";

const SCAN = fileURLToPath(new URL("../../bench/engine/scan.mjs", import.meta.url));
const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));

/** What scan.mjs says. */
interface Scan {
  readonly lines: number;
  readonly asked: Readonly<Record<string, number>>;
  /** Seconds of CPU. */
  readonly cpu: number;
}

/** Prints what it costs to have the engine read the lines of the captures, and which lines it asks about. */
export function measureEngine(runs: number, megabytes: number): void {
  process.stdout.write("| capture | lines | asked | ns a line | scan | times grep | without SIMD |\n");
  process.stdout.write("|---|---:|---:|---:|---:|---:|---:|\n");
  for (const capture of captures) {
    const path = captureOf(capture, megabytes * 1e6);
    const [scans, scalars, greps]: [Scan[], Scan[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run++) {
      greps.push(grepOf(path));
      scans.push(scanOf(path));
      scalars.push(scanOf("--scalar", path));
    }
    const [scan, scalar, grep] = [
      median(scans),
      median(scalars),
      summarize(greps.map((cpu) => ({ cpu, memory: 0 }))).cpu,
    ];
    const bytes = statSync(path).size;
    const speed = ({ cpu }: Scan): string => `${(bytes / 1e6 / cpu).toFixed(0)} MB/s`;
    const nanoseconds = ((scan.cpu * 1e9) / scan.lines).toFixed(0);
    const row = [
      `${capture.name}, ${(bytes / 1e6).toFixed(0)} MB`,
      scan.lines,
      shareOf(scan),
      nanoseconds,
      speed(scan),
    ];
    process.stdout.write(`| ${[...row, (scan.cpu / grep).toFixed(1), speed(scalar)].join(" | ")} |\n`);
  }
  process.stdout.write("\n| sample | lines | asked |\n|---|---:|---|\n");
  for (const name of readdirSync(SAMPLES).filter((each) => each.endsWith(".strace"))) {
    const scan = scanOf(join(SAMPLES, name));
    process.stdout.write(`| ${name} | ${scan.lines} | ${shareOf(scan)} |\n`);
  }
}

function grepOf(path: string): number {
  const output = join(tmpdir(), `unflushed-bench-${process.pid}`);
  return measure(["grep", "-cE", "write|writev|sendto|sendmsg|shutdown", path], output).cpu;
}

function scanOf(...options: readonly string[]): Scan {
  return JSON.parse(execFileSync(process.execPath, [SCAN, ...options], { encoding: "utf8" })) as Scan;
}

function median(scans: readonly Scan[]): Scan {
  return scans.toSorted((one, other) => one.cpu - other.cpu)[Math.floor(scans.length / 2)] as Scan;
}

/** `16 (0.01 %): 12 start, 4 event` */
function shareOf({ lines, asked }: Scan): string {
  const reasons = Object.entries(asked).sort(([, one], [, other]) => other - one);
  const count = reasons.reduce((sum, [, times]) => sum + times, 0);
  const why = reasons.map(([reason, times]) => `${times} ${reason}`).join(", ");
  return count === 0 ? "0" : `${count} (${((100 * count) / lines).toFixed(2)} %): ${why}`;
}
