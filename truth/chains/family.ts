import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The threads of a process. */
export function tasksOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  return existsSync(tasks) ? readdirSync(tasks).map(Number) : [];
}

const MADE = /^(\d+) +(?:[\d.:]+ +)?(?:(?:clone3?|v?fork)\(|<\.\.\. (?:clone3?|v?fork) resumed>).* = (\d+)$/;

/** Who made whom: the pairs of maker and made, processes and threads, that the lines of a capture show. */
export function makersIn(path: string): [maker: number, made: number][] {
  const lines = readFileSync(path, "latin1").split("\n");
  return lines.flatMap((line): [number, number][] => {
    const found = MADE.exec(line);
    return found ? [[Number(found[1]), Number(found[2])]] : [];
  });
}

/** The given pids, and all that they made, and so on. */
export function allBelow(seeds: readonly number[], makers: readonly (readonly [number, number])[]): number[] {
  const found = new Set(seeds);
  // a maker is made before it makes, but the lines of several captures are not in one order
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [maker, made] of makers) if (found.has(maker)) found.add(made);
  }
  return [...found].sort((a, b) => a - b);
}
