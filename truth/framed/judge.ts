import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../check.js";
import type { Flags } from "../flags.js";
import { compareFramed, type FramedComparison } from "./compare.js";
import { refusedLast } from "./last-writes.js";
import type { Recording } from "./run.js";

/** Compares the verdicts of a capture with what its clients witnessed. */
export async function judge(server: string, flags: Flags, { path, outcomes }: Recording): Promise<FramedComparison[]> {
  return compareFramed(server, flags, outcomes, await check(path), await refusedLast(path));
}

/** The recordings of an earlier run with these flags. */
export function recordingsIn(folder: string, flags: Flags): Recording[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const suffix = `-${flags.name.replaceAll(/\W+/g, "-")}.strace.json`;
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => {
      const { outcomes, failures = [] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
      return { path: join(folder, name.slice(0, -".json".length)), outcomes, failures };
    });
}
