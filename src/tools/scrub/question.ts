import type { DataEvent } from "../../core/protocols/exchange.js";
import { isResponse } from "../../core/protocols/http1/sniffer.js";
import { HEADER, lengthAt, textAt, uwsgiRequest } from "../../core/protocols/http1/uwsgi.js";
import { blank } from "./line/mask.js";
import type { Removed } from "./removed.js";
import { seenOf } from "./spans.js";
import { METHODS } from "./vocabulary.js";

/** Bytes of a question that the analysis looks at (core/protocols/http1/sniffer.ts). */
const LONGEST = 8192;
/** The uwsgi variables that the analysis reads. */
const READ = new Set(["REQUEST_METHOD", "REQUEST_URI"]);

/** Takes what is to be printed in place of bytes of an event, from offset `at` on. */
type Print = (event: DataEvent, at: number, bytes: string) => void;

/** What the side that speaks first asks, if it may be uwsgi's protocol. It may come in several calls. */
export class Question {
  #kind: DataEvent["kind"] | null = null;
  #seen = "";
  #isOver = false;
  readonly #calls: { readonly event: DataEvent; readonly length: number }[] = [];

  constructor(
    private readonly print: Print,
    private readonly removed: Removed,
  ) {}

  /** True if the first bytes of a connection may be a question of uwsgi's protocol. */
  static isOne({ pieces }: DataEvent): boolean {
    return pieces[0]?.seen.startsWith("\0") === true;
  }

  /** Takes the connection's next bytes; false once the question is answered. Only an answer in HTTP makes it count. */
  take(event: DataEvent): boolean {
    this.#kind ??= event.kind;
    if (event.kind === this.#kind) {
      this.#ask(event);
      return true;
    }
    const masked = isResponse(event.pieces[0]?.seen ?? "") ? maskUwsgi(this.#seen, this.removed) : null;
    if (masked === null) return false;
    let from = 0;
    for (const { event: call, length } of this.#calls) {
      this.print(call, 0, masked.slice(from, from + length));
      from += length;
    }
    return false;
  }

  #ask(event: DataEvent): void {
    if (this.#isOver) return;
    const length = event.pieces.reduce((sum, piece) => sum + piece.length, 0);
    const seen = seenOf({ event, at: 0, length });
    this.#seen += seen;
    this.#calls.push({ event, length: seen.length });
    this.#isOver = seen.length < length || this.#seen.length >= LONGEST;
  }
}

/**
 * Of a uwsgi packet, as far as it was seen, stay its lengths, the names of the variables that the analysis reads, and a
 * known method. Null if the analysis finds no method in it: then no byte of it decides anything.
 */
function maskUwsgi(seen: string, removed: Removed): string | null {
  if (!uwsgiRequest(seen)) return null;
  const end = Math.min(seen.length, HEADER + lengthAt(seen, 1));
  let masked = `${seen.slice(0, HEADER - 1)}\0`; // the analysis does not read the second modifier
  for (let at = HEADER; at < end; at = masked.length) {
    const name = textAt(seen, at);
    const value = name === null ? null : textAt(seen, at + 2 + name.length);
    if (name === null || value === null) break;
    const afterName = at + 2 + name.length;
    const isRead = READ.has(name);
    if (!isRead && name !== "") removed.add("field names", name);
    masked += seen.slice(at, at + 2) + (isRead ? name : blank(name));
    masked += seen.slice(afterName, afterName + 2) + maskVariable(name, value, removed);
  }
  return masked + blank(seen.slice(masked.length));
}

/** A method that is not a known one becomes one as long, of capitals if it was. */
function maskVariable(name: string, value: string, removed: Removed): string {
  if (name === "REQUEST_METHOD")
    return METHODS.has(value) ? value : value.replace(/[A-Z]/g, "X").replace(/[^X-]/g, "x");
  if (value !== "") removed.add(name === "REQUEST_URI" ? "targets" : "header values", value);
  return blank(value);
}
