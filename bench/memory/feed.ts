/** Writes an input to standard output: `node feed.js NAME SCALE`. */
import { writeSync } from "node:fs";
import { inputs } from "./inputs.js";

const [, , name, scale] = process.argv;
for (const part of inputs.find((input) => input.name === name)?.text?.(Number(scale)) ?? []) {
  const bytes = Buffer.from(part, "latin1");
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}
