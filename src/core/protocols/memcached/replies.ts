import { latin1 } from "../../bytes.js";
import type { Follows, ReplyGrammar } from "../lines/reply-grammar.js";

const CR = 0x0d;
const END = "END\r\n";
/** The item that `get` found: key, flags, bytes, and a number for `cas`. */
const VALUE = /^VALUE [!-~\x80-\xff]{1,250} \d{1,20} (\d{1,15})(?: \d{1,20})?$/;
/** The item that `mg` found: bytes and flags. */
const META_VALUE = /^VA (\d{1,15})(?: [!-~\x80-\xff]+)* ?$/;
const ERROR = /^(?:ERROR$|(?:CLIENT|SERVER)_ERROR )/;
/** What else begins a reply. */
const WORDS = [
  ...["VALUE", "VA", "END", "STORED", "NOT_STORED", "EXISTS", "NOT_FOUND", "DELETED", "TOUCHED", "OK", "RESET"],
  ...["ERROR", "CLIENT_ERROR", "SERVER_ERROR", "BUSY", "BADCLASS", "VERSION", "STAT", "ITEM"],
  ...["HD", "EN", "NF", "NS", "EX", "MN", "ME"],
];
const LINE = new RegExp(`^(?:${WORDS.slice(2).join("|")})(?: [^\\0-\\x1f\\x7f]*)?$`);
/** What `incr` and `decr` come to. */
const LONE_NUMBER = /^\d{1,20} *$/;
const NUMBER = /^\d{1,20}$/;
/** Bytes of a line in which its first word is looked for: no word is so long. The line may come byte by byte. */
const MOST_LOOKED_AT = 32;
/** The first word of a line, and what follows it if it is whole. */
const FIRST_WORD = /^(\w+)($|[ \r])/;

/** What a memcached server replies in the text protocol (doc/protocol.txt of memcached). */
export class MemcachedReplies implements ReplyGrammar {
  /** Items came, and the line `END` did not. */
  #isInItems = false;
  /** False after a gap, until a line has come: the last bytes of the line of an item are a number, too, and data follows them. */
  #isInStep = true;

  get isIdle(): boolean {
    return !this.#isInItems;
  }

  get bytesAfterData(): number {
    return this.#isInItems ? END.length : 0;
  }

  get hasCrlf(): boolean {
    return true;
  }

  line(bytes: Uint8Array, start: number, end: number): Follows | null {
    if (bytes[end - 1] !== CR) return null;
    const line = latin1(bytes, start, end - 1);
    if (!this.#isInStep && LONE_NUMBER.test(line)) return null;
    this.#isInStep = true;
    const value = VALUE.exec(line);
    if (value) {
      this.#isInItems = true;
      return Number(value[1]);
    }
    if (this.#isInItems) return this.#endItems(line);
    const metaValue = META_VALUE.exec(line);
    if (metaValue) return Number(metaValue[1]);
    return LINE.test(line) || LONE_NUMBER.test(line) ? "nothing" : null;
  }

  mayBegin(bytes: Uint8Array, end: number): boolean {
    const [, word, after] = FIRST_WORD.exec(latin1(bytes, 0, Math.min(end, MOST_LOOKED_AT))) ?? [];
    if (word === undefined) return false;
    const isWord = WORDS.some((each) => (after === "" ? each.startsWith(word) : each === word));
    return isWord || NUMBER.test(word);
  }

  dataEnds(): void {}

  endsUnseen(seen: Uint8Array, length: number): boolean {
    const isEnd = this.#isInItems && length === END.length && END.startsWith(latin1(seen));
    if (isEnd) this.#isInItems = false;
    return isEnd;
  }

  reset(): void {
    this.#isInItems = false;
    this.#isInStep = false;
  }

  #endItems(line: string): Follows | null {
    if (line !== "END" && !ERROR.test(line)) return null;
    this.#isInItems = false;
    return "nothing";
  }
}
