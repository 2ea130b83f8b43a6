// Counts the lines of a file: what reading it costs, and nothing else.
import { createReadStream } from "node:fs";

let lines = 0;
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 18 })) {
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
}
process.stdout.write(`${lines}\n`);
