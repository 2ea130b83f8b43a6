import { analyzeText } from "../../../analyze/index.js";
import type { Exchange, Verdict } from "../../../core/protocols/exchange.js";
import { callCells } from "../../../core/records/step.js";
import { grouped } from "../../../core/text/quantities.js";
import { DIALECTS, type DialectName } from "../../../tools/simulate/strace/dialects.js";
import { type TraceLine, traceLines } from "../../../tools/simulate/strace/trace.js";
import type { PolicyRun } from "./runs.js";

/** What the analyzer says of a response, as soon as it has read this line. */
export interface Said {
  readonly line: number;
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** The lines that strace prints of a run, and what the analyzer reads in them. It sees the text alone. */
export interface TraceReading {
  readonly lines: readonly TraceLine[];
  /** What it reads in single lines; the number of the first is 1. */
  readonly meanings: ReadonlyMap<number, string>;
  /** In the order of their lines. */
  readonly said: readonly Said[];
}

export function readingOf({ simulation }: PolicyRun, dialect: DialectName): TraceReading {
  const lines = traceLines(simulation.trace, DIALECTS[dialect]);
  const meanings = new Map<number, string>();
  const said: Said[] = [];
  const sentences = new Map<string, { line: number; sentence: string }>();
  const { connections } = analyzeText(lines.map(({ text }) => `${text}\n`).join(""), {
    onEvent: (_, event, progress) => {
      const { line, call, asked, took, outstanding, remark } = callCells(event, null, progress);
      const isCount = /^\d/.test(took);
      const counts = asked ? `${asked} bytes offered, ${isCount ? `${took} taken` : took}` : isCount && `${took} bytes`;
      const owed = outstanding && outstanding !== "0" ? `${outstanding} outstanding` : "";
      meanings.set(Number(line), `${call}: ${[counts, remark, owed].filter(Boolean).join(", ") || "ok"}`);
    },
    onFinding: ({ connection, exchange, finding }) => {
      const { rule, judgement, line } = finding;
      sentences.set(`${connection.id} ${exchange}`, { line, sentence: rule.message(judgement) });
    },
  });
  for (const { id, exchanges } of connections) {
    for (const exchange of exchanges) {
      const found = sentences.get(`${id} ${exchange.index}`);
      const line = found?.line ?? (exchange.verdict === "complete" ? exchange.calls.lastAccepted?.line : null);
      said.push({
        line: line ?? lines.length,
        verdict: exchange.verdict,
        sentence: found?.sentence ?? countsOf(exchange),
      });
    }
  }
  return { lines, meanings, said: said.sort((one, other) => one.line - other.line) };
}

/** A sentence of a response about which there is no finding. */
function countsOf({ response }: Exchange): string {
  const declared = response?.declaredBytes ?? null;
  const accepted = grouped(response?.acceptedBytes ?? null);
  return declared === null
    ? `${accepted} body bytes were handed to the kernel`
    : `${accepted} of ${grouped(declared)} body bytes were handed to the kernel`;
}

/** The index of the last line that is complete at a time, in microseconds since the start of the server; -1 if none is. */
export function lineAt(lines: readonly TraceLine[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as TraceLine).at <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
