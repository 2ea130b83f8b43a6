import { readlinkSync } from "node:fs";
import type { Process } from "./processes.js";

/** The processes that descend from others, as far as /proc showed them at one moment. */
export class Descent {
  readonly #children = new Map<number, Process[]>();

  constructor(all: readonly Process[]) {
    for (const each of all) {
      if (each.hasEnded) continue;
      const siblings = this.#children.get(each.parent);
      if (siblings) siblings.push(each);
      else this.#children.set(each.parent, [each]);
    }
  }

  /** Those that descend from a process and run its program, each by way of such: the workers of a master. */
  workersOf(process: Process): Process[] {
    return this.#below(process, runsSameProgram);
  }

  /** All that descend from a process. */
  descendantsOf(process: Process): Process[] {
    return this.#below(process, () => true);
  }

  /** Parents stand in front of their children. */
  #below(top: Process, isWanted: (child: Process, parent: Process) => boolean): Process[] {
    const found = [top];
    const seen = new Set([top.pid]); // /proc changes while it is read: a pid may come back as that of another
    for (const parent of found) {
      for (const child of this.#children.get(parent.pid) ?? []) {
        if (seen.has(child.pid) || !isWanted(child, parent)) continue;
        seen.add(child.pid);
        found.push(child);
      }
    }
    return found.slice(1);
  }
}

/** By the file that they run. Whoever may not see that, as of another user's process, goes by the name. */
function runsSameProgram(one: Process, other: Process): boolean {
  const [program, otherProgram] = [programOf(one.pid), programOf(other.pid)];
  if (program === null || otherProgram === null) return one.name === other.name;
  return program === otherProgram;
}

/** Null if it cannot be seen. A program that was replaced since, as by an update, is the same one. */
function programOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, "");
  } catch {
    return null;
  }
}
