import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "../measure.js";
import type { Cost } from "./exponent.js";
import type { CommandPattern } from "./pattern.js";

const TOOL = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));
const DOUBLINGS = 5;
/** A size that costs more, in seconds, ends the row. */
const MOST = 8;

/** Runs the program on files of a pattern, of doubled sizes; what its start costs is taken off. */
export function measureCommand({ from, prepare }: CommandPattern): readonly Cost[] {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-scaling-"));
  try {
    const start = Math.min(...[1, 2, 3].map(() => measure(["node", TOOL, "rules"], join(folder, "out")).cpu));
    const costs: Cost[] = [];
    for (let doubling = 0; doubling <= DOUBLINGS && (costs.at(-1)?.cpu ?? 0) < MOST; doubling++) {
      const place = join(folder, String(doubling));
      mkdirSync(place);
      const { args, bytes } = prepare(from * 2 ** doubling, place);
      const cpu = Math.min(...[1, 2].map(() => measure(["node", TOOL, ...args], join(folder, "out")).cpu));
      costs.push({ bytes, cpu: Math.max(0.01, cpu - start) });
    }
    return costs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
