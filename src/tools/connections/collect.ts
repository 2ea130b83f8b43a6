import { BETWEEN_FACTS, type ExchangeRun } from "../../core/records/exchange-run.js";
import type { ConnectionRecord } from "../../core/records/record.js";
import type { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { ConnectionRow } from "./row.js";

/** Collects a row for each connection. */
export class ConnectionRows implements RecordSink {
  readonly wantsConnections = true;
  readonly eventNeed = "none";
  readonly rows: ConnectionRow[] = [];
  /** The names of the captures, by their numbers. */
  readonly names: string[] = [];

  /** @param warn prints what is wrong with an input */
  constructor(private readonly warn: (text: string) => void) {}

  take(line: RecordLine): void {
    if (line.kind === "exchange") this.rows.at(-1)?.add(line.facts);
    else if (line.kind === "connection") this.rows.push(new ConnectionRow(line.value as ConnectionRecord));
    else if (line.kind === "begin") {
      const { capture, path } = (line as RecordLine<"begin">).value;
      this.names[capture] = path;
    }
  }

  takeExchanges({ facts }: ExchangeRun): void {
    const row = this.rows.at(-1);
    for (const each of facts.split(BETWEEN_FACTS)) row?.add(each);
  }

  warning(text: string): void {
    this.warn(text);
  }
}
