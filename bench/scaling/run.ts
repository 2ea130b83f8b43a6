import { commandPatterns } from "./command-patterns.js";
import { measureCheck, measureCommand } from "./commands.js";
import { type Cost, exponentOf } from "./exponent.js";
import { patterns } from "./patterns.js";

/** An input twice as long may cost so much more: 2 to the power of this. */
export const MOST = 1.1;
/** A pattern above is measured again so many times: the machine may have been busy. */
const TRIES = Number(process.env.TRIES ?? 3);

interface Row {
  readonly name: string;
  readonly exponent: number;
  readonly last: Cost;
}

/**
 * Doubles each pattern five times, and prints how the CPU time grows with the length.
 *
 * @param only patterns whose name holds this text
 * @returns true if none grows by more than the power of `MOST`
 */
export function measureScaling(only = ""): boolean {
  process.stdout.write("| pattern | length | CPU | exponent |\n|---|---:|---:|---:|\n");
  const rows = [
    ...patterns.map((pattern) => ({ name: pattern.name, measure: () => measureCheck(pattern) })),
    ...commandPatterns.map((pattern) => ({ name: pattern.name, measure: () => measureCommand(pattern) })),
  ];
  const above = rows
    .filter(({ name }) => name.includes(only))
    .map(({ name, measure }) => rowOf(name, measure))
    .filter(({ exponent }) => exponent > MOST);
  process.stdout.write(`\n${above.length} above ${MOST}\n`);
  return above.length === 0;
}

function rowOf(name: string, measure: () => readonly Cost[]): Row {
  let row = measured(name, measure());
  for (let run = 1; run < TRIES && row.exponent > MOST; run++) {
    const next = measured(name, measure());
    if (next.exponent < row.exponent) row = next;
  }
  const { exponent, last } = row;
  const length = `${(last.bytes / 1e6).toFixed(2)} MB`;
  const mark = exponent > MOST ? " !" : "";
  process.stdout.write(
    `| ${name.replaceAll("|", "\\|")} | ${length} | ${last.cpu.toFixed(2)} s | ${exponent.toFixed(2)}${mark} |\n`,
  );
  return row;
}

function measured(name: string, costs: readonly Cost[]): Row {
  return { name, exponent: exponentOf(costs), last: costs.at(-1) ?? { bytes: 0, cpu: 0 } };
}
