import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inputs } from "./inputs.js";

const TOOL = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));
const FEED = fileURLToPath(new URL("feed.js", import.meta.url));

/** The most memory that a check may take, in MB. */
const MOST = 250;

/** The kernel reports the peak of a child to the process that waits for it. The input comes from another one, by a pipe. */
const RUN = `
import resource, subprocess, sys, time
command, feed = sys.argv[3:sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1:]
before = time.time()
source = subprocess.Popen(feed, stdout=subprocess.PIPE) if feed else None
open_files = int(sys.argv[1])
limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))) if open_files else None
child = subprocess.Popen(command, stdin=source.stdout if source else None, stdout=subprocess.PIPE, preexec_fn=limit)
if source: source.stdout.close()
time.sleep(float(sys.argv[2]))
while child.stdout.read(1 << 20): pass
import os
_, status, used = os.wait4(child.pid, 0)
if source: source.wait()
print(used.ru_maxrss * 1024, os.waitstatus_to_exitcode(status), time.time() - before)
`;

/**
 * Checks inputs that would fill the memory if it were not bounded, and prints the peak of each.
 *
 * @param only inputs whose name holds this text
 * @param scale parts of the size that each input is meant to have: 1 is all of it
 * @returns true if none took more than `MOST`
 */
export function measureMemory(only = "", scale = 1): boolean {
  process.stdout.write("| input | size | exit | seconds | peak memory |\n|---|---:|---:|---:|---:|\n");
  const peaks = inputs.filter(({ name }) => name.includes(only)).map((input) => peakOf(input, scale));
  return peaks.every((peak) => peak <= MOST);
}

function peakOf(
  { name, openFiles = 0, readerSleeps = 0, format = "json", folder, ...input }: (typeof inputs)[number],
  scale: number,
): number {
  const place = mkdtempSync(join(tmpdir(), "unflushed-memory-"));
  try {
    const path = folder?.(place, scale) ?? "-";
    const feed = path === "-" ? ["--", process.execPath, FEED, name, String(scale)] : ["--"];
    const command = ["node", TOOL, "check", "--format", format, path];
    const limits = [openFiles, readerSleeps].map(String);
    const said = execFileSync("python3", ["-c", RUN, ...limits, ...command, ...feed], { encoding: "utf8" });
    const [memory = 0, code = 0, seconds = 0] = said.split(" ").map(Number);
    const peak = memory / 1e6;
    const mark = peak > MOST ? " !" : "";
    process.stdout.write(
      `| ${name} | ${input.sizeOf(scale)} | ${code} | ${seconds.toFixed(0)} | ${peak.toFixed(0)} MB${mark} |\n`,
    );
    return peak;
  } finally {
    rmSync(place, { recursive: true });
  }
}
