import { expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { type Format, type WriteText, writeRecord } from "../../../src/core/formats/format.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { UnflushedError } from "../../../src/errors.js";
import { guardedFormat } from "../../../src/run/documents/guarded-format.js";

const line = RecordLine.of({ kind: "begin", capture: 0, position: 0, path: "x" });

/** A guarded format of these handlers. */
const guarded = (format: Format): Format =>
  guardedFormat(
    () => format,
    (what) => new UnflushedError("format-invalid", what),
    (error, when) => new UnflushedError("format-failed", `${(error as Error).message} ${when}`),
  )(plainContext);

test("a handler is called as a method of its format, also of a class", () => {
  class Word {
    readonly #word = "seen";
    begin(_: unknown, write: WriteText): void {
      write(this.#word);
    }
  }
  const written: string[] = [];
  writeRecord(guarded(new Word()), line, (text) => written.push(text));
  expect(written).toEqual(["seen"]);
});

test("text that is written after the handler has returned is refused: the document may be whole", () => {
  let late: WriteText = () => {};
  const format = guarded({
    begin: (_, write) => {
      late = write;
    },
  });
  writeRecord(format, line, () => {});
  expect(() => late("too late")).toThrow("write() was called after the handler had returned");
});

test("what the place of the document refuses stays what it is", () => {
  const full = new UnflushedError("output-unwritable", "the disk is full");
  const format = guarded({ begin: (_, write) => write("x") });
  const act = (): void =>
    writeRecord(format, line, () => {
      throw full;
    });
  expect(act).toThrow(full);
});
