import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { isolate } from "../network.js";
import { chains } from "./all.js";
import type { Chain } from "./chain.js";
import { DIALECTS, type Dialect } from "./dialects.js";
import { badOnes, chainsDocument, comparisonLine, totalOf } from "./document.js";
import { type ChainRan, judgeChain } from "./judge.js";
import { record } from "./record.js";
import type { Way } from "./truth.js";

const DOCUMENT = fileURLToPath(new URL("../../truth/CHAINS.md", import.meta.url));

const program = new Command("truth:chains")
  .description("Traces chains of proxies and servers, and compares each path with the hop that lost bytes first.")
  .argument("[name...]", "run only the chains whose name contains one of these")
  .option("--dialect <name>", "record with this set of strace flags only")
  .option("--way <way>", "record together, separate or attached only")
  .option("--undecided", "list what is undecided")
  .option("--write", "write the result to truth/CHAINS.md")
  .option("--keep <folder>", "keep the captures in this folder")
  .option("--again <folder>", "trace nothing: judge the captures in this folder again")
  .parse();
const { dialect, way, undecided, write, keep, again } = program.opts<{
  dialect?: string;
  way?: string;
  undecided?: boolean;
  write?: boolean;
  keep?: string;
  again?: string;
}>();

if (!again) isolate();
const folder = again ?? keep ?? mkdtempSync(join(tmpdir(), "unflushed-truth-"));
const names = new Set(chains.map(({ name }) => name));
const isAsked = ({ name }: Chain): boolean =>
  program.args.length === 0 || program.args.some((each) => (names.has(each) ? name === each : name.includes(each)));
const wanted = chains.filter(isAsked);
const ran: ChainRan[] = [];
const missing: string[] = [];
let recordings = 0;
for (const chain of wanted) {
  const lacking = again ? undefined : chain.links.flatMap(({ hop }) => hop.programs).find((each) => !isThere(each));
  if (lacking) missing.push(`${chain.name}: ${basename(lacking)} is not installed`);
  else
    for (const set of DIALECTS) for (const each of set.ways) if (isWanted(set, each)) await attempt(chain, set, each);
}
const isBad = ran.some((each) => badOnes(each).length > 0);
if (!keep && !again && !isBad) rmSync(folder, { recursive: true, force: true });

const all = ran.flatMap(({ comparisons }) => comparisons);
const listed = undecided ? all.filter(({ verdict }) => verdict === "undecided") : [];
for (const each of listed) process.stdout.write(`${comparisonLine(each)}\n`);
for (const each of ran)
  for (const bad of badOnes(each)) process.stdout.write(`${comparisonLine(bad)} (${each.folder})\n`);
for (const { truth } of ran)
  for (const { play, target, status, received, isClean } of truth.contradicted)
    process.stdout.write(
      `not as meant: ${truth.chain}, ${truth.dialect}, ${truth.way}, ${play}: ${target}: ${status}, ${received} bytes, ${isClean ? "whole" : "cut"}\n`,
    );
for (const each of missing) process.stdout.write(`NOT RUN ${each}\n`);
process.stdout.write(`${totalOf(ran)}\n`);
if (write) writeFileSync(DOCUMENT, chainsDocument(ran, missing, again !== undefined));
process.exitCode = isBad || all.length === 0 ? 1 : 0;

function isWanted({ name }: Dialect, each: Way): boolean {
  return (!dialect || name === dialect) && (!way || each === way);
}

/** Records and judges a chain once, or judges what was recorded. */
async function attempt(chain: Chain, set: Dialect, each: Way): Promise<void> {
  const name = `${chain.name} ${set.name} ${each}`.replaceAll(/\W+/g, "-");
  const captures = join(folder, name);
  if (again && !readdirSync(again).includes(name)) return;
  const began = performance.now();
  const run = mkdtempSync(join(tmpdir(), "unflushed-chain-"));
  let isKept = keep !== undefined || again !== undefined;
  try {
    mkdirSync(captures, { recursive: true });
    const take = { dialect: set, way: each, captures, folder: run, port: 8600 + 4 * (recordings++ % 500) };
    if (!again) await record(chain, take);
    const judged = await judgeChain(captures);
    ran.push(judged);
    isKept ||= badOnes(judged).length > 0; // somebody will want to look
  } catch (error) {
    missing.push(`${name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
  } finally {
    rmSync(run, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${chain.name}, ${set.name}, ${each}: ${seconds} s\n`);
  if (!isKept) rmSync(captures, { recursive: true, force: true });
}

function isThere(each: string): boolean {
  return spawnSync("sh", ["-c", `command -v "${each}" || test -e "${each}"`]).status === 0;
}
