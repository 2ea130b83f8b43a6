// Reads of each line only its pid, its time, the name of its call, and whether it is complete. No check can read less.
// The rest of the time of a check is what its answers cost.
import { openSync, readSync } from "node:fs";
import { LineSplitter, StraceReader } from "../dist/index.js";

const reader = new StraceReader(() => {}, { wants: () => false });
const lines = new LineSplitter((bytes, start, end) => reader.read(bytes, start, end));
const file = openSync(process.argv[2]);
const memory = Buffer.allocUnsafeSlow(1 << 18);
for (let read = readSync(file, memory); read > 0; read = readSync(file, memory)) lines.push(memory.subarray(0, read));
lines.finish();
process.stdout.write(`${reader.syscalls}\n`);
