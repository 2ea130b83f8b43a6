import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type Capture, captureOf, captures } from "./captures.js";
import { measureEngine } from "./engine/run.js";
import { measureJobs } from "./jobs.js";
import { measureLive } from "./live/run.js";
import { measure, summarize, type Usage } from "./measure.js";
import { measureMemory } from "./memory/run.js";
import { measurePage } from "./page/run.js";
import { measureParse } from "./parse.js";
import { measureScaling } from "./scaling/run.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TOOL = here("../dist/cli/bin.cjs");
const RESULTS = here("../bench/RESULTS.md");

const { runs, size, only, write, scaling, memory, scale, engine, live, jobs, parse, page, other } = new Command("bench")
  .description("Measures unflushed check against grep and a bare newline scan on the same captures.")
  .option("--runs <number>", "how often to run each command; the median counts", "7")
  .option("--size <megabytes...>", "the size of each capture, in MB", ["250"])
  .option("--only <name>", "measure only this capture: A, B, C or D; with --scaling the patterns that hold this text")
  .option("--scaling", "double what may cost more than its length, and say how the time grows; exit 1 above 1.1")
  .option("--memory", "check what would fill an unbounded memory, and say the peak; exit 1 above 250 MB")
  .option("--engine", "have the engine read the lines, and say what it costs and which it asks about")
  .option("--live", "feed the dense capture as strace would print it: what check costs, and how late findings come")
  .option("--jobs", "check two captures on one thread, on two, and by two processes: how long each takes")
  .option("--parse", "what parse costs on the first capture")
  .option("--page", "open a large report in Chromium: when it is painted first, and when all of it is read")
  .option("--other <file>", "with --parse: the program of another build, measured in turn")
  .option("--scale <part>", "with --memory: how much of each input, 1 is all", "1")
  .option("--write", "write the result to bench/RESULTS.md")
  .parse()
  .opts<{
    runs: string;
    size: string[];
    only?: string;
    write?: boolean;
    scaling?: boolean;
    memory?: boolean;
    engine?: boolean;
    live?: boolean;
    jobs?: boolean;
    parse?: boolean;
    page?: boolean;
    other?: string;
    scale: string;
  }>();

if (scaling) process.exit(measureScaling(only) ? 0 : 1);
if (memory) process.exit(measureMemory(only, Number(scale)) ? 0 : 1);
if (engine) {
  measureEngine(Number(runs), Number(size[0]));
  process.exit(0);
}
if (live) {
  await measureLive(TOOL, Number(runs));
  process.exit(0);
}
if (jobs) {
  await measureJobs(TOOL, Number(runs));
  process.exit(0);
}
if (page) {
  await measurePage(TOOL, Number(runs));
  process.exit(0);
}
if (parse) {
  measureParse(TOOL, Number(runs), Number(size[0]), other);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "unflushed-bench-"));
const output = join(folder, "out");
const rows = size.flatMap((megabytes) =>
  captures.filter(({ name }) => !only || name === only).map((capture) => rowOf(capture, Number(megabytes))),
);
const startUp = [
  ["node -e 0", ["node", "-e", "0"]],
  ["unflushed --version", ["node", TOOL, "--version"]],
  [
    "unflushed check, 20 KB",
    ["node", TOOL, "check", "--format", "json", here("../samples/hyper-14.9MB-truncated.strace")],
  ],
] as const;
const starts = startUp.map(([name, command]) => [name, repeated([command])[0]] as const);
rmSync(folder, { recursive: true });

const text = resultText();
process.stdout.write(text);
if (write) writeFileSync(RESULTS, text + otherResults());

/** Runs the commands in turn, so that a slow phase of the machine slows all of them alike. */
function repeated(commands: readonly (readonly string[])[]): Usage[] {
  const usages: Usage[][] = commands.map(() => []);
  for (let run = 0; run < Number(runs); run++) {
    for (const [index, command] of commands.entries()) usages[index]?.push(measure(command, output));
  }
  return usages.map(summarize);
}

/** What stands in the file of other measurements: it stays. */
function otherResults(): string {
  const before = readFileSync(RESULTS, "utf8");
  const at = before.indexOf("\n## ");
  return at < 0 ? "" : before.slice(at);
}

function rowOf(capture: Capture, least: number): string {
  const path = captureOf(capture, least * 1e6);
  const megabytes = statSync(path).size / 1e6;
  process.stderr.write(`${capture.name}: ${megabytes.toFixed(0)} MB ...\n`);
  const [grep, scan, names, tool] = repeated([
    ["grep", "-cE", "write|writev|sendto|sendmsg|shutdown", path],
    ["node", here("../bench/newlines.mjs"), path],
    ["node", here("../bench/names.mjs"), path],
    ["node", TOOL, "check", "--format", "json", path],
  ]);
  const speed = (usage?: Usage): string => `${(megabytes / (usage?.cpu ?? 1)).toFixed(0)} MB/s`;
  const ratio = ((tool?.cpu ?? 0) / (grep?.cpu ?? 1)).toFixed(1);
  const memory = ((tool?.memory ?? 0) / 1e6).toFixed(0);
  return `| ${capture.name}: \`${capture.flags}\` | ${megabytes.toFixed(0)} MB | ${speed(grep)} | ${speed(scan)} | ${speed(names)} | ${speed(tool)} | ${ratio} | ${memory} MB |`;
}

function resultText(): string {
  const bare = starts[0]?.[1]?.cpu ?? 1;
  const grep = execFileSync("grep", ["--version"], { encoding: "utf8" }).split("\n")[0];
  return `# The last benchmark

\`npm run bench -- --write\` wrote this page. CPU time is user and system together, the median of ${runs} runs, taken in turn.
${grep}, node ${process.version}, ${cpus()[0]?.model ?? ""}, ${cpus().length} cores.

| capture | size | \`grep -cE\` | newline scan | pids and names only | \`unflushed check --format json\` | times grep | peak memory |
|---|---:|---:|---:|---:|---:|---:|---:|
${rows.join("\n")}

| start-up | CPU | times \`node -e 0\` |
|---|---:|---:|
${starts.map(([name, usage]) => `| \`${name}\` | ${((usage?.cpu ?? 0) * 1000).toFixed(0)} ms | ${((usage?.cpu ?? 0) / bare).toFixed(1)} |`).join("\n")}
`;
}
