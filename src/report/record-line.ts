import { jsonText } from "./json-text.js";
import type { AnalysisRecord, Kind, RecordOf } from "./record.js";

const HEAD = /^\{"kind":"([a-z]+)"/;

/** A record as a value and as a line of JSON, each made of the other only when somebody asks for it. */
export class RecordLine<K extends Kind = Kind> {
  private constructor(
    readonly kind: K,
    private known: AnalysisRecord | null,
    private written: string | null,
    private readonly inside: string | null = null,
  ) {}

  static of(record: AnalysisRecord): RecordLine {
    return new RecordLine<Kind>(record.kind, record, null);
  }

  /** A line without its newline, which begins with its kind. */
  static read(text: string): RecordLine {
    return new RecordLine((HEAD.exec(text)?.[1] ?? "run") as Kind, null, text);
  }

  /** An exchange, by the beginning of its line and the fields behind it: there are very many. */
  static exchange(head: string, fields: string): RecordLine {
    return new RecordLine<Kind>("exchange", null, head, fields);
  }

  get value(): RecordOf<K> {
    this.known ??= JSON.parse(this.text) as AnalysisRecord;
    return this.known as RecordOf<K>;
  }

  get text(): string {
    this.written ??= jsonText(this.known);
    return this.inside === null ? this.written : `${this.written}${this.inside}}`;
  }

  /** What is said of an exchange besides whose it is, as the inside of an object. */
  get fields(): string {
    return this.inside ?? this.text.slice(this.text.indexOf('"request":'), -1);
  }

  /** The same record for a capture of another number. */
  renumbered(capture: number): RecordLine {
    if (this.written?.includes(`"capture":${capture},`)) return this as unknown as RecordLine; // not to parse them all
    const value: AnalysisRecord = this.value;
    return "capture" in value && value.capture !== null
      ? RecordLine.of({ ...value, capture })
      : (this as unknown as RecordLine);
  }
}
