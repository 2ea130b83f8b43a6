// Counts the lines of a file. It measures what reading the file costs.
import { openSync, readSync } from "node:fs";

const file = openSync(process.argv[2]);
const memory = Buffer.allocUnsafeSlow(1 << 18);
let lines = 0;
for (let read = readSync(file, memory); read > 0; read = readSync(file, memory)) {
  const chunk = memory.subarray(0, read);
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
}
process.stdout.write(`${lines}\n`);
