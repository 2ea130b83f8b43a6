import { readdirSync, readFileSync } from "node:fs";
import type { ThreadText } from "../../src/analyze/index.js";

const folder = new URL("../../samples/", import.meta.url);
const SET = "hyper-per-thread-files/";
const textOf = (name: string): string => readFileSync(new URL(name, folder), "latin1");

/** Every sample, as `analyzeText` takes it: a text, or those of the threads of `strace -ff`. */
export const captures: readonly (readonly [name: string, text: string | readonly ThreadText[]])[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".strace"))
    .map((name) => [name, textOf(name)] as const),
  [
    SET,
    readdirSync(new URL(SET, folder)).map((name) => ({
      pid: Number(name.split(".").at(-1)),
      text: textOf(SET + name),
    })),
  ],
];
