// Has the engine read the lines of captures, and says as JSON what it asked about, and what the reading cost: the CPU of all that
// is done with the bytes once they are in memory. Of each record only the kind is looked at.
//
//     node bench/engine/scan.mjs [--scalar] CAPTURE...
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { LineScanner, loadEngine } from "../../dist/engine/host.js";

const options = process.argv.slice(2);
const paths = options.filter((each) => each !== "--scalar");
const build = (name) => () => readFileSync(new URL(`../../dist/engine/${name}`, import.meta.url));
const scalar = build("engine.scalar.wasm");
const engine = loadEngine({ simd: options.includes("--scalar") ? scalar : build("engine.wasm"), scalar });

const memory = Buffer.allocUnsafeSlow(1 << 16);
const asked = {};
let lines = 0;
let cpu = 0;
for (const path of paths) {
  const count = () => {
    lines++;
  };
  const scanner = new LineScanner(engine, { line: count, ask: count });
  const file = openSync(path);
  for (let read = readSync(file, memory); read > 0; read = readSync(file, memory)) {
    const before = process.cpuUsage();
    scanner.push(memory.subarray(0, read));
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1e6;
  }
  scanner.finish();
  closeSync(file);
  for (const [reason, times] of scanner.asked) asked[reason] = (asked[reason] ?? 0) + times;
}
process.stdout.write(`${JSON.stringify({ lines, asked, cpu })}\n`);
