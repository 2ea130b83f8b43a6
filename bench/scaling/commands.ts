import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "../measure.js";
import type { Cost } from "./exponent.js";
import type { CommandPattern, Pattern } from "./pattern.js";

const TOOL = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));
const DOUBLINGS = 5;
/** A size that costs more, in seconds, ends the row. */
const MOST = 4;
/** A capture is at least so long, in bytes: what a shorter one costs is noise. */
const LEAST = 250_000;
/** A shorter one will do if it costs so much, in seconds. */
const ENOUGH = 0.5;

/** Runs the program on files of a pattern, of doubled sizes; what its start costs is taken off. */
export function measureCommand({ from, prepare }: CommandPattern): readonly Cost[] {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-scaling-"));
  try {
    const start = Math.min(...[1, 2, 3].map(() => measure(["node", TOOL, "rules"], join(folder, "out")).cpu));
    return doubled(from, (size) => costOf(prepare, size, folder, start));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same for `check` on the capture of a pattern, which becomes long enough first. */
export function measureCheck({ from, text }: Pattern): readonly Cost[] {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-scaling-"));
  try {
    const nothing = checking(() => "1 getpid() = 1\n");
    const start = Math.min(...[1, 2, 3].map(() => costOf(nothing, 1, folder, 0).cpu));
    const cost = (size: number): Cost => {
      const found = costOf(checking(text), size, folder, start);
      if (statSync(join(folder, "out")).size === 0) throw new Error(`a check of size ${size} printed nothing`);
      return found;
    };
    let first = from;
    for (let least = cost(first); least.bytes < LEAST && least.cpu < ENOUGH; least = cost(first)) first *= 2;
    return doubled(first, cost);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checking(text: Pattern["text"]): CommandPattern["prepare"] {
  return (size, folder) => {
    const capture = join(folder, "a.strace");
    const made = text(size);
    writeFileSync(capture, made, "latin1");
    return { args: ["check", "--format", "json", capture], bytes: made.length };
  };
}

function doubled(from: number, cost: (size: number) => Cost): readonly Cost[] {
  const costs: Cost[] = [];
  for (let doubling = 0; doubling <= DOUBLINGS && (costs.at(-1)?.cpu ?? 0) < MOST; doubling++) {
    costs.push(cost(from * 2 ** doubling));
  }
  return costs;
}

/** One size, in a folder of its own. */
function costOf(prepare: CommandPattern["prepare"], size: number, folder: string, start: number): Cost {
  const place = join(folder, String(size));
  mkdirSync(place, { recursive: true });
  const { args, bytes } = prepare(size, place);
  const { cpu } = measure(["node", TOOL, ...args], join(folder, "out"));
  rmSync(place, { recursive: true });
  return { bytes, cpu: Math.max(0.01, cpu - start) };
}
