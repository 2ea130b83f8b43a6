import { latin1 } from "../../bytes.js";
import type { Follows, ReplyGrammar } from "../lines/reply-grammar.js";
import { numberOf } from "./number.js";

const CR = 0x0d;
/** Arrays within arrays that are followed. Clients allow some ten. */
const DEEPEST = 64;
/** Bytes of a simple value that is checked: a number of another length is not one. */
const LONGEST_NUMBER = 512;

/** What the first byte of a line says about the rest of it (Redis serialization protocol specification, RESP2 and RESP3). */
const KINDS: Readonly<Record<string, "text" | "number" | "bulk" | "list" | "pairs" | "attribute">> = {
  "+": "text",
  "-": "text",
  ":": "number",
  ",": "number",
  "(": "number",
  "#": "number",
  _: "number",
  $: "bulk",
  "=": "bulk",
  "!": "bulk",
  "*": "list",
  "~": "list",
  ">": "list",
  "%": "pairs",
  "|": "attribute",
};
/** The values that have no length, by their first byte. */
const NUMBERS: Readonly<Record<string, RegExp>> = {
  ":": /^[+-]?\d+$/,
  ",": /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|inf|nan)$/,
  "(": /^[+-]?\d+$/,
  "#": /^[tf]$/,
  _: /^$/,
};
/** A master announces a dump of its data, which follows as a bulk string without a CRLF at its end. */
const DUMP_FOLLOWS = "+FULLRESYNC ";
/** How a dump begins. */
const DUMP = "REDIS";

/** What a Redis server replies. */
export class RespReplies implements ReplyGrammar {
  /** How many elements each list under way still lacks; the outermost first. */
  readonly #missing: number[] = [];
  #isDumpDue = false;
  #hasCrlf = true;

  get isIdle(): boolean {
    return this.#missing.length === 0;
  }

  get bytesAfterData(): number | null {
    return this.#missing.every((elements) => elements === 1) ? 0 : null;
  }

  get hasCrlf(): boolean {
    return this.#hasCrlf;
  }

  line(bytes: Uint8Array, start: number, end: number): Follows | null {
    if (this.#isDumpDue && start === end) return "nothing"; // a master sends empty lines until its dump is ready
    const last = end - 1;
    if (bytes[last] !== CR) return null;
    const type = String.fromCharCode(Number(bytes[start]));
    switch (KINDS[type]) {
      case "text":
        this.#isDumpDue = this.isIdle && beginsWith(DUMP_FOLLOWS, bytes, start, last);
        return this.#endElement();
      case "number": {
        const isNumber = last - start <= LONGEST_NUMBER && NUMBERS[type]?.test(latin1(bytes, start + 1, last));
        return isNumber ? this.#endElement() : null;
      }
      case undefined:
        return null;
      default:
        return this.#counted(type, bytes, start + 1, last);
    }
  }

  mayBegin(bytes: Uint8Array): boolean {
    return KINDS[String.fromCharCode(Number(bytes[0]))] !== undefined;
  }

  dataBegins(bytes: Uint8Array): void {
    // the older SYNC has no line before its dump
    if (this.isIdle && beginsWith(DUMP, bytes, 0, bytes.length)) this.#hasCrlf = false;
  }

  dataEnds(): void {
    this.#hasCrlf = true;
    this.#endElement();
  }

  endsUnseen(): boolean {
    return false;
  }

  reset(): void {
    this.#missing.length = 0;
    this.#isDumpDue = false;
    this.#hasCrlf = true;
  }

  /** A line that says how many bytes, or elements, follow. */
  #counted(type: string, bytes: Uint8Array, start: number, end: number): Follows | null {
    const count = numberOf(bytes, start, end);
    if (count === null) return this.#nothing(type, bytes, start, end);
    switch (KINDS[type]) {
      case "list":
        return this.#begin(count);
      case "pairs":
        return this.#begin(2 * count);
      case "attribute":
        return this.#begin(2 * count + 1); // the value that it describes follows it
      default:
        this.#hasCrlf = !this.#isDumpDue;
        this.#isDumpDue = false;
        return count;
    }
  }

  /** `$-1` and `*-1` are the nulls of RESP2. */
  #nothing(type: string, bytes: Uint8Array, start: number, end: number): Follows | null {
    const isNull = (type === "$" || type === "*") && end - start === 2 && beginsWith("-1", bytes, start, end);
    return isNull ? this.#endElement() : null;
  }

  #begin(elements: number): Follows | null {
    if (elements === 0) return this.#endElement();
    if (this.#missing.length === DEEPEST) return null;
    this.#missing.push(elements);
    return "nothing";
  }

  /** An element is whole; and with it each list of which it is the last one. */
  #endElement(): "nothing" {
    while (this.#missing.length > 0) {
      const left = Number(this.#missing.pop()) - 1;
      if (left > 0) {
        this.#missing.push(left);
        break;
      }
    }
    return "nothing";
  }
}

function beginsWith(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  return latin1(bytes, start, Math.min(end, start + text.length)) === text;
}
