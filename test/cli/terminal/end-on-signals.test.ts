import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { leaveLine } from "../../../src/cli/terminal/end-on-signals.js";

/** What is written when the signal comes, and whether the bar is taken off. */
function left(signal: NodeJS.Signals, { isTTY, bar }: { isTTY: boolean; bar: "none" | "hidden" | "shown" }) {
  let written = "";
  let isCleared = false;
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    }),
    { isTTY },
  );
  const clear = (): void => {
    isCleared = true;
  };
  leaveLine(signal, { stderr, progress: bar === "none" ? null : { isShown: bar === "shown", clear } });
  return { written, isCleared };
}

describe("after Ctrl-C the cursor is at the begin of a line", () => {
  test("a bar is erased, and with it the ^C that the terminal wrote after it", () => {
    expect(left("SIGINT", { isTTY: true, bar: "shown" })).toEqual({ written: "", isCleared: true });
  });

  test("without one, the line with the ^C ends", () => {
    expect(left("SIGINT", { isTTY: true, bar: "hidden" })).toEqual({ written: "\n", isCleared: true });
    expect(left("SIGINT", { isTTY: true, bar: "none" })).toEqual({ written: "\n", isCleared: false });
  });

  test("a signal that nobody typed left no ^C, and a file has no cursor", () => {
    expect(left("SIGTERM", { isTTY: true, bar: "none" })).toEqual({ written: "", isCleared: false });
    expect(left("SIGTERM", { isTTY: true, bar: "shown" })).toEqual({ written: "", isCleared: true });
    expect(left("SIGINT", { isTTY: false, bar: "none" })).toEqual({ written: "", isCleared: false });
  });
});
