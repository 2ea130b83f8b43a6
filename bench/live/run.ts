import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { captureOf, captures } from "../captures.js";
import { Feeder } from "./feeder.js";

const RATE = 60_000; // lines a second
const SECONDS = 10;
/** Seconds that Node, V8 and the feeder may take to get going: delays after them are also told apart. */
const WARM = 3;
const CAPTURE = "D";
const BYTES = 64e6; // more lines than are fed

/** Runs a command with the streams that it inherits, and says on fd 3 what CPU it used. */
const WAIT = `
import os, resource, subprocess, sys
subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(3, str(used.ru_utime + used.ru_stime).encode())
`;

/** Feeds the dense capture to `check -` as fast as strace prints a busy server. Says what that costs, and how late findings come. */
export async function measureLive(tool: string, runs: number): Promise<void> {
  const capture = captures.find(({ name }) => name === CAPTURE);
  if (!capture) throw new Error(`there is no capture ${CAPTURE}`);
  const path = captureOf(capture, BYTES);
  for (let run = 0; run < runs; run++) await measureOnce(tool, path);
}

async function measureOnce(tool: string, path: string): Promise<void> {
  const check = [process.execPath, tool, "check", "--format", "ndjson", "-"];
  const child = spawn("python3", ["-c", WAIT, ...check], { stdio: ["pipe", "pipe", "inherit", "pipe"] });
  const [stdin, stdout, , said] = child.stdio;
  if (!stdin || !stdout || !said) throw new Error("the streams of the command are missing");
  const feeder = new Feeder();
  const found: { readonly line: number; readonly delay: number }[] = [];
  const begin = performance.now();
  createInterface({ input: stdout }).on("line", (text) => {
    const record = JSON.parse(text) as { kind: string; line: number };
    if (record.kind !== "finding") return;
    found.push({ line: record.line, delay: performance.now() - feeder.writtenAt(record.line) });
  });
  let cpu = "";
  said.on("data", (bytes) => {
    cpu += bytes;
  });
  const isOver = once(child, "close");
  await feeder.feed(path, stdin, RATE, SECONDS);
  await isOver;
  const wall = (performance.now() - begin) / 1000;
  const isOfEnd = ({ line }: { readonly line: number }): boolean => line >= feeder.lines; // no line says it, but that no more come
  const delays = found.filter((each) => !isOfEnd(each)).map(({ delay }) => delay);
  delays.sort((one, other) => one - other);
  const late = (part: number): string => `${(delays[Math.floor((delays.length - 1) * part)] ?? 0).toFixed(1)} ms`;
  const warm = found.filter((each) => !isOfEnd(each) && each.line > RATE * WARM);
  const atEnd = found.filter(isOfEnd);
  process.stdout.write(
    `${feeder.lines} lines in ${wall.toFixed(1)} s: ${cpu} s of CPU, ${(Number(cpu) / wall).toFixed(3)} of a core; ` +
      `${delays.length} findings, late by ${late(0.5)} (median), ${late(0.95)} (95 %), ${late(1)} (worst), ` +
      `${worst(warm).toFixed(1)} ms (worst after ${WARM} s); ${atEnd.length} at the end of the capture, within ` +
      `${worst(atEnd).toFixed(1)} ms; load ${loadavg()[0]?.toFixed(0)}\n`,
  );
}

function worst(found: readonly { readonly delay: number }[]): number {
  return Math.max(0, ...found.map(({ delay }) => delay));
}
