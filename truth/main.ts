import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import type { Comparison } from "./compare.js";
import { disagreementLine, matrix, type Ran } from "./matrix.js";
import { isolate } from "./network.js";
import { run } from "./run.js";
import type { Server } from "./server.js";
import { servers } from "./servers/all.js";
import { FLAGS } from "./trace.js";

const DOCUMENT = fileURLToPath(new URL("../truth/RESULTS.md", import.meta.url));

const { only, scenario, small, write, keep, flags } = new Command("truth")
  .description("Traces real servers and compares every verdict with what their client received.")
  .option("--only <name>", "run only the servers whose name contains this")
  .option("--scenario <name>", "run only the scenarios whose name contains this")
  .option("--flags <flags>", "record with these strace flags", FLAGS)
  .option("--small", "run only the servers that every machine has, for CI")
  .option("--write", "write the result to truth/RESULTS.md")
  .option("--keep <folder>", "keep the captures in this folder")
  .parse()
  .opts<{ only?: string; scenario?: string; small?: boolean; write?: boolean; keep?: string; flags: string }>();

const SMALL = ["nginx", "node", "python http.server", "programs with one bug each"];
isolate();
const folder = keep ?? mkdtempSync(join(tmpdir(), "unflushed-truth-"));
const ran: Ran[] = [];
const missing: string[] = [];
for (const [index, server] of servers.entries()) {
  if ((only && !server.name.includes(only)) || (small && !SMALL.includes(server.name))) continue;
  const absent = await attempt(server, index);
  if (absent) missing.push(`${server.name}: ${absent}`);
}
if (!keep) rmSync(folder, { recursive: true, force: true });

const all: Comparison[] = ran.flatMap(({ comparisons }) => comparisons);
const disagreements = all.filter(({ disagreement }) => disagreement !== null);
const total = `${all.length} exchanges on ${ran.length} servers, ${disagreements.length} disagreements.`;
process.stdout.write(`${ran.map(matrix).join("\n")}\n`);
for (const each of missing) process.stdout.write(`not run: ${each}\n`);
for (const each of disagreements) process.stdout.write(`DISAGREEMENT ${disagreementLine(each)}\n`);
process.stdout.write(`${total}\n`);
if (write) writeFileSync(DOCUMENT, documentText());
process.exitCode = disagreements.length > 0 || all.length === 0 || (small && missing.length > 0) ? 1 : 0;

/** Runs the scenarios of a server. Returns why the server could not run, or null. */
async function attempt(server: Server, index: number): Promise<string | null> {
  const test = server.test ?? `command -v ${server.program}`;
  if (spawnSync("sh", ["-c", test]).status !== 0) return "not installed";
  const lab = { folder: join(folder, String(index)), port: 8100 + index, backend: 8200 + index };
  mkdirSync(lab.folder, { recursive: true });
  process.stderr.write(`${server.name} ...\n`);
  try {
    const comparisons = await run(server, lab, flags, (name) => !scenario || name.includes(scenario));
    if (comparisons.length > 0) ran.push({ server: server.name, version: versionOf(server.version), comparisons });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : String(error);
  }
}

function versionOf([program = "", ...args]: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return (stdout + stderr).trim().split("\n")[0] ?? "";
}

function documentText(): string {
  const strace = execFileSync("strace", ["--version"], { encoding: "utf8" }).split("\n")[0];
  const text = [
    "# The last truth run\n",
    "`npm run truth -- --write` wrote this page: real servers under strace, driven over loopback by a client that reads fast or",
    "slowly, pipelines, half-closes and hangs up. A row is what that client got, a column is the verdict from the capture alone.",
    "If a close resets the connection, the capture does not show what still arrived: `undetermined`, with the finding",
    "`reset-discards-response`, agrees with everything and with a reset.\n",
    `Recorded with \`strace ${flags}\`, ${strace}, node ${process.version}, socket buffers of at most 64 KB.\n`,
    `**${total}**\n`,
    ...missing.map((each) => `Not run: ${each}.\n`),
    ...ran.map(matrix),
  ];
  return `${text.join("\n").trimEnd()}\n`;
}
