import type { CaptureClock } from "../text/wall-clock.js";
import type { AnalysisRecord, PathExchange, RecordKind, RecordOf } from "./record.js";
import {
  connectionText,
  exchangeText,
  factsOfExchange,
  indexOfExchange,
  kindOfText,
  recordText,
  textWithCapture,
  textWithoutKind,
} from "./record-text.js";

/** An exchange in its parts: there are very many, and most formats need only the facts. */
interface ExchangeParts {
  readonly head: string;
  readonly index: number;
  readonly facts: string;
}

/** A record as a value and as a line of JSON. Each is made of the other when it is first asked for. */
export class RecordLine<K extends RecordKind = RecordKind> {
  private constructor(
    readonly kind: K,
    private known: AnalysisRecord | null,
    private written: string | null,
    private readonly parts: ExchangeParts | null = null,
  ) {}

  static of(record: AnalysisRecord): RecordLine {
    return new RecordLine<RecordKind>(record.kind, record, null);
  }

  /** A connection, by its id, what its times are, and its facts. */
  static connection(capture: number, id: string, clock: CaptureClock | null, facts: string): RecordLine {
    return new RecordLine<RecordKind>("connection", null, connectionText(capture, id, clock, facts));
  }

  /** A line of ours, without its newline. */
  static read(text: string): RecordLine {
    return new RecordLine<RecordKind>(kindOfText(text), null, text);
  }

  /** An exchange, by the head of its line, its index, and its facts. */
  static exchange(head: string, index: number, facts: string): RecordLine {
    return new RecordLine<RecordKind>("exchange", null, null, { head, index, facts });
  }

  /** The record. */
  get value(): RecordOf<K> {
    this.known ??= JSON.parse(this.text) as AnalysisRecord;
    return this.known as RecordOf<K>;
  }

  /** The record as a line of JSON, without its newline. */
  get text(): string {
    const { parts } = this;
    if (parts) return exchangeText(parts.head, parts.index, parts.facts); // not kept: it would be there twice
    this.written ??= recordText(this.known as AnalysisRecord);
    return this.written;
  }

  /** The same without its kind, as a part of another document. */
  get textWithoutKind(): string {
    return textWithoutKind(this.text, this.kind);
  }

  /** What is said of an exchange besides whose it is, as the inside of an object. */
  get facts(): string {
    return this.parts?.facts ?? factsOfExchange(this.text);
  }

  /** The index of an exchange in its connection, from 0. */
  get index(): number {
    return this.parts?.index ?? indexOfExchange(this.text);
  }

  /**
   * The same record for another number of the capture, and another position in the list of all captures. Of a path over several captures,
   * it is the number of the last one that is on it.
   */
  renumbered(capture: number, position?: number): RecordLine {
    const { parts, written } = this;
    if (position !== undefined && this.kind === "begin") {
      return RecordLine.of({ ...(this.value as RecordOf<"begin">), capture, position });
    }
    if (this.kind === "finding" && (this.value as RecordOf<"finding">).origin) {
      const found = this.value as RecordOf<"finding">;
      const { hops, origin } = found;
      const offset = capture - found.capture;
      const first = origin && { ...origin, capture: origin.capture + offset };
      return RecordLine.of({ ...found, capture, origin: first, ...(hops && { hops: shifted(hops, offset) }) });
    }
    if (this.kind === "path") {
      const path = this.value as RecordOf<"path">;
      const offset = capture - (path.capture ?? lastOf(path.exchanges));
      return RecordLine.of({
        ...path,
        capture: path.capture === null ? null : capture,
        exchanges: shifted(path.exchanges, offset),
      });
    }
    if (parts) return RecordLine.exchange(textWithCapture(parts.head, capture), parts.index, parts.facts);
    if (written !== null) return new RecordLine<RecordKind>(this.kind, null, textWithCapture(written, capture));
    const value: AnalysisRecord = this.value;
    const isOfOne = "capture" in value && value.capture !== null;
    return isOfOne ? RecordLine.of({ ...value, capture }) : (this as unknown as RecordLine);
  }
}

/** The same hops, in a list of captures in which each comes so many places later. */
function shifted(hops: readonly PathExchange[], offset: number): PathExchange[] {
  return hops.map((each) => ({ ...each, capture: each.capture + offset }));
}

function lastOf(hops: readonly PathExchange[]): number {
  return Math.max(...hops.map(({ capture }) => capture));
}
