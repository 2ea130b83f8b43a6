import type { Place } from "../../strace/line-places.js";
import { visible } from "../../text/escape.js";
import type { TextOfLines } from "../context.js";
import { type Location, uriOf } from "./locations.js";
import type { SarifResult } from "./result.js";

/** A longer line is shortened in its middle: what a call returned stands at its end. */
const LONGEST = 400;
const TAIL = 120;

/** The texts of lines of a capture, for the regions of its results (SARIF 2.1.0, section 3.30.13). */
export class Snippets {
  readonly #wanted = new Map<string, Set<number>>();
  readonly #texts = new Map<string, ReadonlyMap<number, string>>();

  constructor(private readonly textOfLines: TextOfLines) {}

  /** True if the text of no line is known. */
  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  want({ file, line }: Place): void {
    const lines = this.#wanted.get(file) ?? new Set();
    this.#wanted.set(file, lines.add(line));
  }

  /** Reads all lines that are wanted. */
  read(): void {
    for (const [file, lines] of this.#wanted) {
      const texts = this.textOfLines(file, lines);
      if (texts.size > 0) this.#texts.set(uriOf(file), texts);
    }
    this.#wanted.clear();
  }

  /** Adds the texts to the regions of a result, as far as they are known. */
  put(result: SarifResult): SarifResult {
    const steps = result.codeFlows.flatMap(({ threadFlows }) => threadFlows.flatMap(({ locations }) => locations));
    const locations = [...result.locations, ...result.relatedLocations, ...steps.map(({ location }) => location)];
    for (const each of locations) this.#putInto(each);
    return result;
  }

  #putInto({ physicalLocation: { artifactLocation, region } }: Location): void {
    const text = region && this.#texts.get(artifactLocation.uri)?.get(region.startLine);
    if (region && text !== undefined) region.snippet = { text: shortened(visible(text)) };
  }
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - TAIL - 5)} ... ${text.slice(-TAIL)}`;
}
