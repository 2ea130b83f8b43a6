import { expect, test } from "vitest";
import { readByEngine, readByReader } from "./read-by-engine.js";

/** A capture whose first calls have shown all options, so that the engine may read the others by itself. */
const OPENING = "close(99) = -1 EBADF (Bad file descriptor)\n".repeat(2_100);
const COLUMNS = ["", "7 ", "7 10:00:01 ", "10:00:01.5 ", "1763892982.5 ", "[pid 7] "];
const RESULTS = ["1", "-1", "1 <0.000012>", "?"];
const REST = [
  "12",
  "12 ",
  "12<socket:[1]>",
  "12 <0.000012>",
  "12   <0.000012>",
  "12 (Timeout)",
  "12 13",
  "12 13 <0.000012>",
  "12:30",
  "12:",
  "1234567",
  "12345678",
  "12345678 1",
  "123456789 1",
  "EAGAIN (Resource temporarily unavailable)",
  " EAGAIN (Resource temporarily unavailable)",
  "E",
  "",
  " ",
];

test.each(COLUMNS)("what a wrapped line left of its result is found after '%s'", (columns) => {
  for (const rests of [REST, REST.toReversed()]) {
    const calls = rests.flatMap((rest) =>
      RESULTS.flatMap((result) => [`${columns}read(5, "a", 1) = ${result}`, rest, `${columns}write(5, "abc", 3) = 3`]),
    );
    for (const newline of ["\n", "\r\n"]) {
      const text = OPENING + calls.map((line) => line + newline).join("");
      expect(readByEngine(text).facts).toEqual(readByReader(text).facts);
    }
  }
});
