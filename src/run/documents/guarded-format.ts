import type { FormatContext } from "../../core/formats/context.js";
import type { Format, MakeFormat, WriteText } from "../../core/formats/format.js";
import { RECORD_KINDS, type RecordKind } from "../../core/records/record.js";
import type { RecordLine } from "../../core/records/record-line.js";
import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";

type Handle = (line: RecordLine, write: WriteText) => unknown;

/**
 * A user's own format, made to say who is at fault: what it throws, and whatever else no format may do, becomes an
 * error that names it.
 *
 * @param invalid makes the error for a format that is none; its sentence goes on with `what`
 * @param failed makes the error for a format that threw
 */
export function guardedFormat(
  make: MakeFormat,
  invalid: (what: string) => UnflushedError,
  failed: (error: unknown, when: string) => UnflushedError,
): MakeFormat {
  const attempt = <T>(act: () => T, when: string): T => {
    try {
      return settled(act());
    } catch (error) {
      throw error instanceof UnflushedError ? error : failed(error, when); // what the file system refused passes
    }
  };
  return (context: FormatContext) => {
    const format: unknown = attempt(() => make(context), "before the first record");
    const handlers = handlersOf(format, invalid).map(([kind, handle]) => {
      const guarded: Handle = (line, write) => {
        const pen = new Pen(write);
        attempt(() => handle.call(format, line, pen.write), `at ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind} record`);
        pen.putDown();
      };
      return [kind, guarded];
    });
    return Object.fromEntries(handlers) as Format;
  };
}

function handlersOf(format: unknown, invalid: (what: string) => UnflushedError): [RecordKind, Handle][] {
  if (typeof format !== "object" || format === null) throw invalid("makes no object of handlers");
  const known = format as Readonly<Record<string, unknown>>;
  const choice = `choose from ${RECORD_KINDS.join(", ")}`;
  const other = Object.keys(known).find((key) => !(RECORD_KINDS as readonly string[]).includes(key));
  if (other !== undefined) {
    throw invalid(`has a handler ${other}, and no record is of that kind${suggestion(other, RECORD_KINDS)}: ${choice}`);
  }
  const given = RECORD_KINDS.filter((kind) => known[kind] !== undefined); // also those of a class
  if (given.length === 0) throw invalid(`has no handler: ${choice}`);
  return given.map((kind) => {
    const handle = known[kind];
    if (typeof handle !== "function") throw invalid(`has a handler ${kind} that is not a function`);
    return [kind, handle as Handle];
  });
}

/** A document is written at once: a promise would still be writing when the document is whole. */
function settled<T>(value: T): T {
  if (!(value instanceof Promise)) return value;
  value.catch(() => {}); // or Node ends the process for it
  throw new TypeError("it returned a promise, and a format writes at once");
}

/** Writes text, and only while its handler runs. */
class Pen {
  #isDown = true;

  constructor(private readonly to: WriteText) {}

  readonly write = (text: unknown): void => {
    if (!this.#isDown) throw new TypeError("write() was called after the handler had returned");
    if (typeof text !== "string") throw new TypeError("write() takes a text");
    this.to(text);
  };

  putDown(): void {
    this.#isDown = false;
  }
}
