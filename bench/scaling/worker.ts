/** Measures one pattern in a process of its own: `node worker.js NAME`. Prints its costs as JSON. */
import { Analyzer, LineSplitter } from "../../dist/index.js";
import type { Cost } from "./exponent.js";
import { patterns } from "./patterns.js";

/** As the program reads a file. */
const CHUNK = 1 << 19;
const DOUBLINGS = 5;
/** The smallest size costs at least so much, in seconds: less is noise. */
const LEAST = 0.012;
/** An input of so many bytes need not be larger, in bytes: it is cheap. */
const CHEAP = 500_000;
/** A size that costs more ends the row. */
const MOST = 4;
/** A size that costs less is measured again, and the least counts. */
const AGAIN = 1;

const pattern = patterns.find(({ name }) => name === process.argv[2]);
if (!pattern) throw new Error(`no pattern ${process.argv[2]}`);
const { text, from } = pattern;

measure(text(from)); // compiles the code
measure(text(from));
let size = from;
let least = cost(size);
while (least.cpu < LEAST && least.bytes < CHEAP) {
  size *= 2;
  least = cost(size);
}
const costs: Cost[] = [least];
for (let doubling = 0; doubling < DOUBLINGS && (costs.at(-1)?.cpu ?? 0) < MOST; doubling++) {
  size *= 2;
  costs.push(cost(size));
}
process.stdout.write(JSON.stringify(costs));

function cost(n: number): Cost {
  const made = Buffer.from(text(n), "latin1");
  let cpu = measure(made);
  for (let run = 0; run < 2 && cpu < AGAIN; run++) cpu = Math.min(cpu, measure(made));
  return { bytes: made.length, cpu };
}

/** Seconds of CPU for one analysis of the text. */
function measure(made: string | Buffer): number {
  const bytes = Buffer.from(made as string, "latin1");
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.cpuUsage();
  const analyzer = new Analyzer();
  const lines = new LineSplitter((...line) => analyzer.line(...line));
  for (let at = 0; at < bytes.length; at += CHUNK) lines.push(bytes.subarray(at, at + CHUNK));
  lines.finish();
  analyzer.finish("bench");
  return process.cpuUsage(before).user / 1e6;
}
