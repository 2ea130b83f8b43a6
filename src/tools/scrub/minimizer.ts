import { Analyzer } from "../../core/analysis/analyzer.js";
import type { Connection } from "../../core/analysis/model.js";
import type { SocketEvent } from "../../core/sockets/event.js";
import { statedCalls } from "../../core/strace/line/command-comment.js";
import type { Prefix } from "../../core/strace/line/prefix/prefix.js";
import { scanPrefix } from "../../core/strace/line/prefix/scan.js";
import { callRow } from "../../core/syscalls/rows.js";
import type { LineOf } from "./digest.js";
import { exchangeFacts, findingFacts } from "./digest.js";
import { expectationIn, HeldExpectation } from "./expectations.js";
import { FOREIGN } from "./line/other-lines.js";

/**
 * How much a sample keeps: the calls of the connections with findings, of dumps only what is no body; with all of the
 * dumps; all of their threads' calls as well.
 */
export const EXTENTS = ["heads", "connections", "threads"] as const;
export type KeptExtent = (typeof EXTENTS)[number];

/** A line of a dump that shows nothing but what stands for a body. */
const BODY_DUMP = /^ \| [0-9a-f]{5,} {2}(?:2e {1,2})+ *\.+ *\|$/;
const PASSES_FDS = /SCM_RIGHTS/;
const END = "+++ ";

interface Lines {
  readonly numbers: Set<number>;
  readonly pids: Set<number>;
}

/** The first reading: which connections have findings, and which lines and threads are theirs. */
export class Involved {
  readonly #open = new Map<Connection, Lines>();
  readonly #found = new Set<Connection>();
  readonly #kept: Lines = { numbers: new Set(), pids: new Set() };
  readonly analyzer: Analyzer;
  count = 0;

  constructor() {
    this.analyzer = new Analyzer({
      onEvent: (connection, event) => this.#event(connection, event),
      onFinding: ({ connection, origin }) => {
        this.#found.add(connection);
        if (origin) this.#found.add(origin.connection);
      },
      onConnection: (connection) => this.#over(connection),
    });
  }

  get lines(): ReadonlySet<number> {
    return this.#kept.numbers;
  }

  get pids(): ReadonlySet<number> {
    return this.#kept.pids;
  }

  #event(connection: Connection, event: SocketEvent): void {
    const known = this.#open.get(connection) ?? { numbers: new Set([connection.opened.line]), pids: new Set() };
    this.#open.set(connection, known);
    known.numbers.add(event.line).add(event.endLine);
    if (event.pid !== null) known.pids.add(event.pid);
  }

  /** What a proxy passes on may be found short after its upstream connection is over: those of clients are kept. */
  #over(connection: Connection): void {
    const lines = this.#open.get(connection);
    this.#open.delete(connection);
    const isNeeded = this.#found.has(connection);
    if (!lines || !isNeeded) return;
    this.count++;
    for (const line of lines.numbers) this.#kept.numbers.add(line);
    for (const pid of lines.pids) this.#kept.pids.add(pid);
  }
}

/** The second reading: which lines stay. */
export class Selection {
  #line = 0;
  #isBelowKept = false;
  /** Seconds of the lines left out since the last one that stayed, where a line counts from the one before. */
  #skipped = 0;
  readonly #names = new Set<string>();
  /** What each line that stays was called in the whole capture, counted from 0. */
  readonly lines: number[] = [];

  constructor(
    private readonly involved: Involved,
    private readonly extent: KeptExtent,
  ) {}

  /** The next line, where it stays: its `-r` counts the time of those before it that did not. Null where it goes. */
  take(text: string): string | null {
    this.#line++;
    const bytes = Buffer.from(text.slice(0, 400), "latin1");
    const prefix = scanPrefix(bytes, 0, bytes.length);
    const since = prefix.clock === "relative" ? prefix.time + this.#skipped : 0;
    const isKept = this.#decide(text, prefix);
    if (prefix.clock === "relative") this.#skipped = isKept ? 0 : since;
    if (!isKept) return null;
    this.lines.push(this.#line);
    if (prefix.clock !== "relative") return text;
    const start = text.slice(0, prefix.offset).replace(/ *(\d+\.)(\d+)(?=[^.]*$)/, (all, _whole, digits: string) => {
      return since.toFixed(digits.length).padStart(all.length);
    });
    return start + text.slice(prefix.offset);
  }

  #decide(text: string, { offset, pid }: Prefix): boolean {
    if (offset === 0 && text.startsWith(" "))
      return this.#isBelowKept && !(this.extent === "heads" && BODY_DUMP.test(text));
    const proper = text.slice(offset);
    const isNeeded = this.#isNeeded(text, proper, pid);
    if (text !== FOREIGN) this.#isBelowKept = isNeeded;
    return isNeeded;
  }

  #isNeeded(text: string, proper: string, pid: number | null): boolean {
    if (statedCalls(text)) return true; // it counts at the top alone, but is harmless elsewhere
    const name = /^(?:<\.\.\. )?([a-z_0-9?]+)(?:\(| resumed>)/.exec(proper)?.[1];
    if (this.#names.size === 0 && expectationIn(text) !== null) return true;
    const isFirst = name !== undefined && !this.#names.has(name);
    if (name !== undefined) this.#names.add(name); // which calls a capture shows tells what its filter let through
    if (isFirst || this.involved.lines.has(this.#line) || proper.startsWith(END)) return true;
    if (name !== undefined && callRow(name)?.settlesNumbers) return true;
    if (PASSES_FDS.test(text) || /: Process \d+ attached/.test(text)) return true;
    if (name === undefined && text !== FOREIGN && !proper.startsWith("---")) return this.#isBelowKept; // the rest of a cut line
    if (this.extent === "threads") return pid === null || this.involved.pids.has(pid);
    return false;
  }
}

/**
 * What a sample must have in common with the capture: its findings, the connections that they are about, and whether it
 * holds what it expects of itself.
 */
export class Essence {
  readonly #exchanges = new Map<Connection, string[]>();
  readonly #findings: string[] = [];
  readonly #found = new Map<Connection, string>();
  readonly #expectation = new HeldExpectation();
  readonly analyzer: Analyzer;

  constructor(lineOf: LineOf = (line) => line) {
    this.analyzer = new Analyzer({
      onLeadingLine: (text, line) => this.#expectation.read(text, line),
      onExchange: (connection, exchange) => {
        this.#expectation.exchange(exchange);
        const known = this.#exchanges.get(connection) ?? [];
        this.#exchanges.set(connection, known);
        known.push(JSON.stringify(exchangeFacts(exchange, lineOf)));
      },
      onFinding: (finding) => {
        this.#expectation.finding(finding);
        this.#findings.push(JSON.stringify(findingFacts(finding, lineOf)));
        this.#found.set(finding.connection, "");
      },
      onConnection: (connection) => {
        if (this.#found.has(connection)) this.#found.set(connection, (this.#exchanges.get(connection) ?? []).join());
        this.#exchanges.delete(connection);
      },
    });
  }

  /** One text: equal where they have the same in common. */
  get text(): string {
    const expectation = this.#expectation.facts(this.analyzer.summary);
    return [...this.#findings, ...this.#found.values(), expectation].join("\n");
  }
}
