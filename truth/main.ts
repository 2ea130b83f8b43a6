import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import type { Comparison } from "./compare.js";
import { documentText } from "./document.js";
import { fetchAll } from "./fetched.js";
import { FLAGS, type Flags, otherFlags } from "./flags.js";
import { leavers } from "./leavers.js";
import { disagreementLine, matrix, type Ran, undeterminedLine } from "./matrix.js";
import { isolate } from "./network.js";
import { compareAgain, fileName, run } from "./run.js";
import type { Server } from "./server.js";
import { servers } from "./servers/all.js";
import { nginx } from "./servers/files/nginx.js";
import { broken } from "./servers/lab/broken.js";
import { node } from "./servers/programs/node.js";
import { python } from "./servers/python/python.js";

const DOCUMENT = fileURLToPath(new URL("../truth/RESULTS.md", import.meta.url));

const { only, scenario, undetermined, small, write, keep, again, flags } = new Command("truth")
  .description("Traces real servers and compares every verdict with what their client received.")
  .option("--only <name>", "run only the server of this name, or those whose name contains it")
  .option("--scenario <name>", "run only the scenarios whose name contains this")
  .option("--flags <flags>", "record with these strace flags only, or with a set of this name")
  .option("--undetermined", "list what is undetermined")
  .option("--small", "run only the servers that every machine has, for CI")
  .option("--write", "write the result to truth/RESULTS.md")
  .option("--keep <folder>", "keep the captures in this folder")
  .option("--again <folder>", "trace nothing: judge the captures in this folder again")
  .parse()
  .opts<{
    only?: string;
    scenario?: string;
    undetermined?: boolean;
    small?: boolean;
    write?: boolean;
    keep?: string;
    again?: string;
    flags?: string;
  }>();

/** What CI runs: nothing that is fetched, all at the same time. The client mostly waits. */
const SMALL: readonly Server[] = [nginx, node, python, broken];
const sets = flags ? [otherFlags(flags)] : FLAGS;
const isName = servers.some(({ name }) => name === only);
const wanted = [...servers.entries()].filter(([, server]) =>
  small ? SMALL.includes(server) : !only || (isName ? server.name === only : server.name.includes(only)),
);
const unfetched = again ? {} : fetchAll(wanted.flatMap(([, { fetched }]) => fetched ?? []));
if (!again) isolate();
const folder = again ?? keep ?? mkdtempSync(join(tmpdir(), "unflushed-truth-"));
const ran: Ran[] = [];
const missing: string[] = [];
const attempts = wanted.map(([index, server]) => async (): Promise<void> => {
  const failure = (again ? null : absence(server)) ?? (await attempt(server, index));
  if (failure) missing.push(`${server.name}: ${failure}`);
});
if (small) await Promise.all(attempts.map((each) => each()));
else for (const each of attempts) await each();
if (!keep && !again) rmSync(folder, { recursive: true, force: true });

const place = ({ server, flags: set }: Ran): number =>
  1000 * sets.indexOf(set) + servers.findIndex(({ name }) => name === server);
ran.sort((a, b) => place(a) - place(b));
const all: Comparison[] = ran.flatMap(({ comparisons }) => comparisons);
const disagreements = all.filter(({ disagreement }) => disagreement !== null);
const count = new Set(ran.map(({ server }) => server)).size;
const total = `${all.length} exchanges on ${count} servers, ${disagreements.length} disagreements.`;
process.stdout.write(sets.map(chapter).join("\n"));
if (undetermined) for (const each of all) process.stdout.write(undeterminedLine(each));
for (const each of missing) process.stdout.write(`NOT RUN ${each}\n`);
for (const each of disagreements) process.stdout.write(`DISAGREEMENT ${disagreementLine(each)}\n`);
process.stdout.write(`${total}\n`);
if (write) writeFileSync(DOCUMENT, documentText({ ran, sets, total, missing, isAgain: again !== undefined }));
const isIncomplete = Object.keys(unfetched).length > 0 || (small && missing.length > 0);
process.exitCode = disagreements.length > 0 || all.length === 0 || isIncomplete ? 1 : 0;

/** Why the server cannot run here; null if nothing is known to be missing. */
function absence({ program, test = `command -v ${program}` }: Server): string | null {
  return unfetched[program] ?? (spawnSync("sh", ["-c", test]).status === 0 ? null : "not installed");
}

/** Runs the scenarios of a server under each set of flags. Returns why the server could not run, or null. */
async function attempt(server: Server, index: number): Promise<string | null> {
  const lab = { folder: join(folder, fileName(server.name)), port: 8100 + index, backend: 8200 + index };
  mkdirSync(lab.folder, { recursive: true });
  try {
    for (const set of sets) {
      process.stderr.write(`${server.name}, ${set.name} ...\n`);
      const comparisons = again
        ? await compareAgain(server, lab.folder, set)
        : await run(server, lab, set, (name) => isWanted(server, name, set));
      if (comparisons.length === 0) continue;
      ran.push({ server: server.name, flags: set, version: versionOf(server.version), comparisons });
    }
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : String(error);
  }
}

/** A small run records all scenarios with the recommended flags, and few with the others. */
function isWanted(server: Server, name: string, set: Flags): boolean {
  if (scenario) return name.includes(scenario);
  if (!small || set === FLAGS[0] || server === broken) return true;
  return server === python && leavers.some((each) => each.name === name);
}

/** The matrices of all servers under one set of flags. */
function chapter(set: Flags): string {
  const own = ran.filter(({ flags }) => flags === set);
  return own.length === 0 ? "" : `## ${set.name}: strace ${set.flags}\n\n${own.map(matrix).join("\n")}`;
}

function versionOf([program = "", ...args]: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return (stdout + stderr).trim().split("\n")[0] ?? "";
}
