import { jsonText } from "../text/json-text.js";
import type { AnalysisRecord, RecordKind, RecordOf } from "./record.js";

/** A key, never part of a text: the quotes of that are escaped. */
const NUMBER = /"capture":\d+/;
const HEAD = '{"kind":"';
/** The most frequent first; the compiler demands all. */
const KINDS = Object.keys({
  exchange: true,
  connection: true,
  finding: true,
  begin: true,
  capture: true,
  deviation: true,
  failure: true,
  passed: true,
  summary: true,
  run: true,
} satisfies Record<RecordKind, true>) as RecordKind[];

/** A record as a value and as a line of JSON, each made of the other only when somebody asks for it. */
export class RecordLine<K extends RecordKind = RecordKind> {
  private constructor(
    readonly kind: K,
    private known: AnalysisRecord | null,
    private written: string | null,
    private readonly inside: string | null = null,
    private readonly index = 0,
  ) {}

  static of(record: AnalysisRecord): RecordLine {
    return new RecordLine<RecordKind>(record.kind, record, null);
  }

  /** A line without its newline, which begins with its kind. */
  static read(text: string): RecordLine {
    const kind = KINDS.find((each) => text.startsWith(each, HEAD.length)); // one of our own strings is quick to look up
    return new RecordLine(kind ?? "run", null, text);
  }

  /** An exchange, by the beginning of its line, its index, and the fields behind it: there are very many. */
  static exchange(head: string, index: number, fields: string): RecordLine {
    return new RecordLine<RecordKind>("exchange", null, head, fields, index);
  }

  get value(): RecordOf<K> {
    this.known ??= JSON.parse(this.text) as AnalysisRecord;
    return this.known as RecordOf<K>;
  }

  get text(): string {
    this.written ??= jsonText(this.known);
    return this.inside === null ? this.written : `${this.written}${this.index},${this.inside}}`;
  }

  /** What is said of an exchange besides whose it is, as the inside of an object. */
  get fields(): string {
    return this.inside ?? this.text.slice(this.text.indexOf('"request":'), -1);
  }

  /** The same record for a capture of another number, and at another position of the list of all. */
  renumbered(capture: number, position?: number): RecordLine {
    if (position !== undefined && this.kind === "begin") {
      return RecordLine.of({ ...(this.value as RecordOf<"begin">), capture, position });
    }
    if (this.written !== null) {
      const written = this.written.replace(NUMBER, `"capture":${capture}`); // not to parse them all
      return new RecordLine<RecordKind>(this.kind, null, written, this.inside, this.index);
    }
    const value: AnalysisRecord = this.value;
    const isOfOne = "capture" in value && value.capture !== null;
    return isOfOne ? RecordLine.of({ ...value, capture }) : (this as unknown as RecordLine);
  }
}
