import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { FLAGS, type Flags, LONG_STRINGS, otherFlags } from "../flags.js";
import { isolate } from "../network.js";
import { framedServers } from "../servers/framed.js";
import { framedDocument } from "./document.js";
import type { FramedServer } from "./framed-server.js";
import { judge, recordingsIn } from "./judge.js";
import { type FramedRan, framedChapter, framedLine } from "./matrix.js";
import { recordAll } from "./run.js";

const DOCUMENT = fileURLToPath(new URL("../../truth/FRAMED.md", import.meta.url));

const { only, scenario, keep, again, flags, apart, undetermined, write } = new Command("truth:framed")
  .description(
    "Traces real servers that speak TLS, FastCGI or HTTP/2, and compares each verdict with what a witness saw.",
  )
  .option("--only <name>", "run only the servers whose protocol and name contain this")
  .option("--scenario <name>", "run only the scenarios whose name contains this")
  .option("--flags <flags>", "record with these strace flags only, or with a set of this name")
  .option("--apart", "record each scenario in a capture of its own")
  .option("--undetermined", "list what is undetermined")
  .option("--write", "write the result to truth/FRAMED.md")
  .option("--keep <folder>", "keep the captures in this folder")
  .option("--again <folder>", "trace nothing: judge the captures in this folder again")
  .parse()
  .opts<{
    only?: string;
    scenario?: string;
    keep?: string;
    again?: string;
    flags?: string;
    apart?: boolean;
    undetermined?: boolean;
    write?: boolean;
  }>();

if (!again) isolate();
/** `-e trace=network` hides the plain reads and writes of many servers: it is held against HTTP/1 alone. */
const sets = flags ? [otherFlags(flags)] : [...FLAGS.slice(0, 2), LONG_STRINGS];
const folder = again ?? keep ?? mkdtempSync(join(tmpdir(), "unflushed-truth-"));
const ran: FramedRan[] = [];
const missing: string[] = [];
const wanted = [...framedServers.entries()].filter(([, server]) => !only || nameOf(server).includes(only));
for (const [index, server] of wanted) {
  const failure = absence(server) ?? (await attempt(server, index));
  if (failure) missing.push(`${nameOf(server)}: ${failure}`);
}
if (!keep && !again) rmSync(folder, { recursive: true, force: true });

const all = ran.flatMap(({ comparisons }) => comparisons);
const protocols = [...new Set(ran.map(({ protocol }) => protocol))];
const chapters = sets.flatMap((set) => protocols.map((protocol) => framedChapter(protocol, set, ran))).filter(Boolean);
process.stdout.write(chapters.join("\n"));
for (const each of missing) process.stdout.write(`NOT RUN ${each}\n`);
const disagreements = all.filter(({ disagreement }) => disagreement !== null);
for (const each of all)
  if (undetermined && each.verdict === "undetermined")
    process.stdout.write(`undetermined: ${framedLine({ ...each, disagreement: each.blindSpots.join(", ") })}\n`);
for (const each of disagreements) process.stdout.write(`DISAGREEMENT ${framedLine(each)}\n`);
const count = new Set(ran.map(({ protocol, server }) => `${protocol} ${server}`)).size;
const total = `${all.length} streams on ${count} servers, ${disagreements.length} disagreements.`;
process.stdout.write(`${total}\n`);
if (write)
  writeFileSync(DOCUMENT, framedDocument({ total, missing, chapters, disagreements: disagreements.map(framedLine) }));
process.exitCode = disagreements.length > 0 || all.length === 0 ? 1 : 0;

/** Why the server cannot run here; null if nothing is known to be missing. */
function absence({ program, test = `command -v ${program}` }: FramedServer): string | null {
  return again || spawnSync("sh", ["-c", test]).status === 0 ? null : "not installed";
}

/** Runs the scenarios of a server under each set of flags. Returns why the server could not run, or null. */
async function attempt(server: FramedServer, index: number): Promise<string | null> {
  const name = nameOf(server)
    .replace("http/2", "http2")
    .replaceAll(/[^\w/]+/g, "-");
  const lab = { folder: join(folder, name), port: 8400 + index, backend: 8500 + index };
  mkdirSync(lab.folder, { recursive: true });
  try {
    for (const set of sets) await runOne(server, lab, set);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : String(error);
  }
}

async function runOne(server: FramedServer, lab: Parameters<typeof recordAll>[1], set: Flags): Promise<void> {
  process.stderr.write(`${nameOf(server)}, ${set.name} ...\n`);
  const isWanted = (name: string): boolean => !scenario || name.includes(scenario);
  const recordings = again
    ? recordingsIn(lab.folder, set)
    : await recordAll(server, lab, set, apart ?? false, isWanted);
  const comparisons = [];
  for (const each of recordings) {
    comparisons.push(...(await judge(server.name, set, each)));
    missing.push(...each.failures.map((failure) => `${nameOf(server)}, ${set.name}, ${failure}`));
  }
  const kept = comparisons.filter(({ outcome }) => isWanted(outcome.scenario));
  const { protocol, name } = server;
  if (kept.length > 0) ran.push({ protocol, server: name, flags: set, version: versionOf(server), comparisons: kept });
}

function nameOf({ protocol, name }: FramedServer): string {
  return `${protocol}/${name}`;
}

function versionOf({ version: [program = "", ...args] }: FramedServer): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return ((stdout ?? "") + (stderr ?? "")).trim().split("\n")[0] ?? "";
}
