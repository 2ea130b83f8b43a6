import { readdirSync, readFileSync } from "node:fs";
import { straceOf } from "../../spec-blocks.js";

export interface Capture {
  readonly name: string;
  readonly text: string;
}

const samples = new URL("../../../samples/", import.meta.url);
const specs = new URL("../../specs/", import.meta.url);
const CASE = /^## (.+)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;

/** The real recordings. */
export const recordings: readonly Capture[] = readdirSync(samples)
  .filter((name) => name.endsWith(".strace"))
  .map((name) => ({ name, text: readFileSync(new URL(name, samples), "latin1") }));

/** The strace blocks of the specs. */
export const specCases: readonly Capture[] = readdirSync(specs)
  .filter((name) => name.endsWith(".md"))
  .flatMap((file) =>
    [...readFileSync(new URL(file, specs), "utf8").matchAll(CASE)].flatMap(([, name = "", body = ""]) => {
      const text = straceOf(body);
      return text === undefined ? [] : [{ name: `${file}: ${name}`, text }];
    }),
  );
