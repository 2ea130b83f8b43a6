import { describe, expect, test } from "vitest";
import { claims, FILTERS } from "./captures/claims.js";
import { limited, tracing, undecorated } from "./narrower-capture.js";
import { sampleTexts } from "./sample-texts.js";

/** Lines of a sample that are used. */
const LINES = 3_000;
const captures = sampleTexts(LINES).map(({ name, text }) => ({ name, text, known: claims(text) }));

/** How the same run would have been printed: strace's `-s`, and whether `-y` or `-yy` was given. */
const PRINTED: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "without -yy": undecorated,
  "with -s 32": (text) => limited(text, 32),
  "with -s 0, without -yy": (text) => limited(undecorated(text), 0),
};

describe.each(FILTERS)("every sample under -e trace=%s", (filter) => {
  test.each(captures)("$name: no error and no whole response that the sample lacks", ({ text, known }) => {
    const narrower = tracing(text, filter);
    for (const [how, printed] of Object.entries(PRINTED)) {
      const { errors, complete } = claims(printed(narrower));
      expect(errors, how).toBeLessThanOrEqual(known.errors);
      expect(complete, how).toBeLessThanOrEqual(known.complete);
    }
  });
});
