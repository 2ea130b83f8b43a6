import { echoesOn, isUnansweredKept } from "../../core/filter/path-asked.js";
import { ALWAYS } from "../../core/filter/time-window.js";
import type { EventNeed } from "../../core/records/event.js";
import { BETWEEN_FACTS, type ExchangeRun } from "../../core/records/exchange-run.js";
import type { PathExchange, PathRecord, RecordOf } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { Spool } from "../documents/spool.js";
import { type AskedOfRun, FilteredCapture } from "./filtered-capture.js";

/** The paths that wait: those of the capture at hand, and those over several captures. */
const OWN = "own";
const JOINED = "joined";

/**
 * Hands on what a filter keeps of the records of a run: exchanges, the findings about them, the paths through them, and summaries that
 * count these alone. Paths were linked before, from all exchanges.
 */
export class FilteredRecords implements RecordSink {
  readonly wantsConnections = true;
  readonly eventNeed: EventNeed;
  /** By their numbers: paths over several captures ask for all of them. */
  readonly #captures = new Map<number, FilteredCapture>();
  /** Exchanges of which joined paths say that their bytes were lost elsewhere. */
  readonly #echoes = new Set<string>();
  readonly #waiting = new Spool<string>();
  #current: FilteredCapture | null = null;

  /** @param showsAllPaths true if paths that are left out are handed on as well: who takes them asks `isPathKept` */
  constructor(
    private readonly asked: AskedOfRun,
    private readonly output: RecordSink,
    private readonly showsAllPaths = false,
  ) {
    this.eventNeed = output.eventNeed;
  }

  take(line: RecordLine): void {
    if (line.kind === "exchange") {
      this.#current?.exchange(line.index, line.facts);
      return;
    }
    if (line.kind === "event") {
      this.#current?.event(line as RecordLine<"event">);
      return;
    }
    this.#current?.settle();
    if (line.kind === "connection") this.#current?.connection(line);
    else if (line.kind === "finding") this.#current?.finding(line as RecordLine<"finding">);
    else if (line.kind === "path") this.#path((line as RecordLine<"path">).value, line.text);
    else if (line.kind !== "deviation") this.#other(line); // one is about all of a capture
  }

  takeExchanges({ first, facts }: ExchangeRun): void {
    let index = first;
    for (const each of facts.split(BETWEEN_FACTS)) this.#current?.exchange(index++, each);
  }

  warning(text: string): void {
    this.output.warning(text);
  }

  /** True if an exchange of a path is kept. It is known when the path is handed on. */
  isPathKept({ exchanges }: Pick<PathRecord, "exchanges">): boolean {
    return exchanges.some((each) => {
      const capture = this.#captures.get(each.capture);
      if (each.verdict !== "unanswered") return capture?.has(each.connection, each.exchange) === true;
      return isUnansweredKept(this.asked.filter, each, capture?.window ?? ALWAYS);
    });
  }

  #other(line: RecordLine): void {
    if (line.kind === "begin") this.#begin((line as RecordLine<"begin">).value);
    if (line.kind === "capture" || line.kind === "failure" || line.kind === "skipped") this.#current?.end();
    if (line.kind === "capture") this.#endCapture((line as RecordLine<"capture">).value);
    else {
      if (line.kind === "clock" || line.kind === "summary") this.#putPaths(JOINED);
      this.output.take(line);
    }
  }

  #begin({ capture, path }: RecordOf<"begin">): void {
    const isEcho = (connection: string, exchange: number): boolean =>
      this.#echoes.has(keyOf({ capture, connection, exchange }));
    this.#current = new FilteredCapture(path, this.asked, this.output, isEcho);
    this.#captures.set(capture, this.#current);
  }

  /** A path of one capture waits for the end of that, and a joined one for the end of all. */
  #path(path: PathRecord, text: string): void {
    this.#waiting.add(path.capture === null ? JOINED : OWN, text);
    if (path.capture !== null) return;
    for (const echo of echoesOn(path)) {
      this.#echoes.add(keyOf(echo));
      this.#countKept(echo); // its connection may have come before the first finding, and so before all paths
    }
  }

  #countKept(echo: PathExchange): void {
    const capture = this.#captures.get(echo.capture);
    if (capture?.has(echo.connection, echo.exchange)) capture.counts.echo(echo);
  }

  #endCapture(capture: RecordOf<"capture">): void {
    this.#putPaths(OWN, (echo) => this.#countKept(echo));
    const summary = this.#current?.counts.summary(capture.summary) ?? capture.summary;
    this.output.take(RecordLine.of({ ...capture, summary }));
  }

  #putPaths(key: string, onEcho: (echo: PathExchange) => void = () => {}): void {
    for (const text of this.#waiting.take(key)) {
      const line = RecordLine.read(text) as RecordLine<"path">;
      for (const echo of echoesOn(line.value)) onEcho(echo);
      if (this.showsAllPaths || this.isPathKept(line.value)) this.output.take(line as RecordLine);
    }
  }
}

function keyOf({ capture, connection, exchange }: Pick<PathExchange, "capture" | "connection" | "exchange">): string {
  return `${capture} ${connection} ${exchange}`;
}
