import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../src/index.js";
import { limited, tracing, undecorated } from "./narrower-capture.js";

/** Lines of a sample that are used. */
const LINES = 3_000;
const samples = new URL("../samples/", import.meta.url);
const captures = readdirSync(samples)
  .filter((name) => name.endsWith(".strace"))
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, samples), "latin1").split("\n").slice(0, LINES).join("\n"),
  }));

/** What people write after `-e trace=`, the names that a README recommends and lists by hand. */
const FILTERS = [
  "network",
  "network,write",
  "network,process",
  "network,file,memory",
  "desc",
  "network,desc,process",
  "read,write,accept4,close",
  "sendto,shutdown",
  "sendto,recvfrom,close",
  "writev,sendfile,shutdown,close",
];

/** How the same run would have been printed: strace's `-s`, and whether `-y` or `-yy` was given. */
const PRINTED: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "without -yy": undecorated,
  "with -s 32": (text) => limited(text, 32),
  "with -s 0, without -yy": (text) => limited(undecorated(text), 0),
};

/** How many findings of the level `error`, and how many whole responses. */
function claims(text: string): { readonly errors: number; readonly complete: number } {
  const { findings, summary } = analyzeText(text);
  return { errors: findings.filter(({ finding }) => finding.level === "error").length, complete: summary.complete };
}

describe.each(FILTERS)("every sample under -e trace=%s", (filter) => {
  test.each(captures)("$name: no error and no whole response that the sample lacks", ({ text }) => {
    const known = claims(text);
    const narrower = tracing(text, filter);
    for (const [how, printed] of Object.entries(PRINTED)) {
      const { errors, complete } = claims(printed(narrower));
      expect(errors, how).toBeLessThanOrEqual(known.errors);
      expect(complete, how).toBeLessThanOrEqual(known.complete);
    }
  });
});
