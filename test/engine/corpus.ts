import { readdirSync, readFileSync } from "node:fs";
import { sampleTexts } from "../sample-texts.js";
import { straceOf } from "../spec-blocks.js";

const specs = new URL("../specs/", import.meta.url);

/** The lines of strace of every case in test/specs/. */
export function specTexts(): string[] {
  return readdirSync(specs)
    .map((name) => readFileSync(new URL(name, specs), "utf8"))
    .flatMap((page) => page.split(/^#+ /m))
    .map((body) => straceOf(body))
    .filter((text) => text !== undefined)
    .map((text) => Buffer.from(text, "utf8").toString("latin1"));
}

/** Different lines of the samples and of the specs, of the forms that strace prints and of those that people make of them. */
export function variedLines(): string[] {
  const samples = sampleTexts(100_000).flatMap(({ text }) => text.split("\n").filter((_, index) => index % 7 === 0));
  return [...new Set([...samples, ...specTexts().flatMap((text) => text.split("\n"))])].map((line) =>
    line.slice(0, 700),
  );
}
