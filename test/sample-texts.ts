import { readdirSync, readFileSync } from "node:fs";

const samples = new URL("../samples/", import.meta.url);

/** A sample of one file, as far as a test uses it. */
export interface SampleText {
  readonly name: string;
  readonly text: string;
}

/** The first lines of every sample that is one file. */
export function sampleTexts(lines: number): SampleText[] {
  return readdirSync(samples)
    .filter((name) => name.endsWith(".strace"))
    .map((name) => ({
      name,
      text: readFileSync(new URL(name, samples), "latin1").split("\n").slice(0, lines).join("\n"),
    }));
}
