import { identityOf, keyOf } from "../../records/finding-identity.js";
import { placeIn } from "../../records/placed.js";
import type { FindingRecord } from "../../records/record.js";
import { fnv1a } from "../../text/fingerprint.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { WriteText } from "../format.js";
import { type ResultContext, resultOf, type SarifResult } from "./result.js";
import { Snippets } from "./snippets.js";

/** Beyond so many different findings they are no longer counted: no viewer shows more (GitHub: 25,000 results). */
const MOST_ALIKE = 25_000;
/** So many results of a capture have snippets: a viewer shows no more of a run (GitHub: 5,000). */
const MOST_SNIPPETS = 5_000;
const WAITING = "results";

/**
 * The results of a run. Those of a capture wait for its end, when the texts of their lines are read all at once. Notes are folded,
 * unless all are wanted: a rule has one result for all of them, the first, with their number (`occurrenceCount`).
 */
export class Results {
  readonly #waiting;
  readonly #alike = new Map<string, number>();
  readonly #notes = new Map<string, SarifResult>();
  #snippets: Snippets;
  #count = 0;
  #separator = "\n";

  constructor(private readonly context: Pick<FormatContext, "makeWaitingTexts" | "showsAllNotes" | "textOfLines">) {
    this.#waiting = context.makeWaitingTexts();
    this.#snippets = new Snippets(context.textOfLines);
  }

  add(found: FindingRecord, context: ResultContext): void {
    const print = this.#fingerprint(found);
    const isFolded = found.level === "note" && !this.context.showsAllNotes;
    if (isFolded) this.#fold(found, print, context);
    else {
      if (this.#count++ < MOST_SNIPPETS) this.#want(found);
      this.#waiting.add(WAITING, jsonText(resultOf(found, print, context)));
    }
  }

  /** A capture is over. */
  endCapture(write: WriteText): void {
    this.#snippets.read();
    for (const text of this.#waiting.take(WAITING)) {
      this.#write(this.#snippets.isEmpty ? text : jsonText(this.#snippets.put(JSON.parse(text))), write);
    }
    for (const result of this.#notes.values()) this.#snippets.put(result);
    this.#snippets = new Snippets(this.context.textOfLines);
    this.#count = 0;
  }

  /** The run is over: the notes come last, since they are counted. */
  end(write: WriteText): void {
    this.endCapture(write);
    for (const result of this.#notes.values()) this.#write(jsonText(result), write);
  }

  #fold(found: FindingRecord, print: string, context: ResultContext): void {
    const { rule, suppressed } = found;
    const key = JSON.stringify([rule, suppressed?.by, suppressed?.reason]);
    const first = this.#notes.get(key);
    if (first) {
      first.occurrenceCount = (first.occurrenceCount ?? 1) + 1;
      return;
    }
    this.#want(found);
    this.#notes.set(key, { ...resultOf(found, print, context), occurrenceCount: 1 });
  }

  /** Only lines of its own capture: others may not be there to be read. */
  #want(found: FindingRecord): void {
    for (const at of [found, ...found.calls]) this.#snippets.want(placeIn(found.path, at));
  }

  #write(text: string, write: WriteText): void {
    write(this.#separator + text);
    this.#separator = ",\n";
  }

  /** The same for the same defect of a capture when its lines move: alike findings are numbered in their order. */
  #fingerprint(found: FindingRecord): string {
    const { path, connection, exchange } = found;
    const key = fnv1a(JSON.stringify([path, keyOf(identityOf(found))]));
    const count = this.#alike.get(key) ?? 0;
    if (count === 0 && this.#alike.size >= MOST_ALIKE) return fnv1a(`${key} ${connection} ${exchange}`);
    this.#alike.set(key, count + 1);
    return fnv1a(`${key} ${count}`);
  }
}
