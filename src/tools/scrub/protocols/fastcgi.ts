import {
  answeringRecords,
  askingRecords,
  BEGIN_REQUEST,
  END_REQUEST,
  type FastCgiRecord,
  PARAMS,
  STDOUT,
} from "../../../core/protocols/fastcgi/record.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";
import { CgiHeadMask } from "./cgi-head.js";
import { FrameMask, type FrameMaskUser } from "./frame-mask.js";
import { maskParams } from "./params.js";
import type { NewStreamMask } from "./stream-mask.js";

/** The last byte of a head is reserved (FastCGI 1.0, section 3.3). */
const RESERVED_AT = 7;
/** Of the fixed bodies: a role and flags (section 5.1), an exit status and the status of the protocol (section 5.5). */
const TELLING = new Map([
  [BEGIN_REQUEST, 3],
  [END_REQUEST, 5],
]);
const FIXED_BODY = 8;
/** Bytes of the parameters of a request that stay in their layout. */
const MOST_PARAMS = 262_144;
/** Requests whose streams are followed at a time: the analysis follows no more. */
const MOST_OPEN = 256;

/** Of FastCGI stay the heads of records, the layout of the parameters, and what frames the CGI response. */
export const fastcgiMask: NewStreamMask = ({ isOlder }, names) => {
  const begun = new Set<number>();
  const asks = new FrameMask<FastCgiRecord>(askingRecords, new RecordMask(begun, isOlder, names), isOlder);
  const answers = new FrameMask<FastCgiRecord>(answeringRecords, new RecordMask(begun, isOlder, names), isOlder);
  const lose = (): void => {
    asks.lose();
    answers.lose();
  };
  return {
    asks: (call) => asks.take(call),
    answers: (call) => answers.take(call),
    find: () => answers.find(),
    miss: lose,
    end: lose,
  };
};

class RecordMask implements FrameMaskUser<FastCgiRecord> {
  readonly #params = new Map<number, ByteParts>();
  readonly #heads = new Map<number, CgiHeadMask>();
  #fixed: ByteParts | null = null;
  /** Bytes of the content that are to come; padding follows it. */
  #left = 0;

  /**
   * @param begun the requests that have begun and whose streams are in step
   * @param wasLost true if a stream of any other request may be seen from its middle
   */
  constructor(
    private readonly begun: Set<number>,
    private wasLost: boolean,
    private readonly names: Pseudonyms,
  ) {}

  maskHead(head: string): string {
    return head.length > RESERVED_AT ? `${head.slice(0, RESERVED_AT)}\0` : head;
  }

  begins({ type, id, contentBytes }: FastCgiRecord): void {
    this.#left = contentBytes;
    this.#fixed = TELLING.has(type) ? new ByteParts(FIXED_BODY) : null;
    if (type !== BEGIN_REQUEST) return;
    this.#forget(id);
    if (this.begun.size < MOST_OPEN) this.begun.add(id);
  }

  body({ type, id }: FastCgiRecord, call: CallBytes, at: number, length: number): void {
    const content = Math.min(length, this.#left);
    this.#left -= content;
    if (content === 0) return;
    if (type === PARAMS || type === STDOUT) this.#stream(type, id)?.add(call, at, content);
    else if (this.#fixed) {
      this.#fixed.add(call, at, content);
      printFixed(this.#fixed, TELLING.get(type) ?? 0);
    }
  }

  ends({ type, id, contentBytes }: FastCgiRecord): void {
    if (type === END_REQUEST || (type === PARAMS && contentBytes === 0)) this.#forget(id);
    if (type === END_REQUEST) this.begun.delete(id);
  }

  lost(): void {
    this.wasLost = true;
    this.begun.clear();
    for (const id of [...this.#params.keys(), ...this.#heads.keys()]) this.#forget(id);
  }

  /** What is read from its beginning; undefined if its beginning was not seen. */
  #stream(type: number, id: number): Pick<ByteParts, "add"> | undefined {
    const isBegun = this.begun.has(id) || (type === STDOUT && !this.wasLost);
    if (type === PARAMS) return one(this.#params, id, isBegun, () => new ByteParts(MOST_PARAMS));
    return one(this.#heads, id, isBegun, () => new CgiHeadMask(this.names));
  }

  /** What follows with this id belongs to something else. */
  #forget(id: number): void {
    const params = this.#params.get(id);
    params?.print(maskParams(params.text, this.names));
    this.#params.delete(id);
    this.#heads.get(id)?.end();
    this.#heads.delete(id);
  }
}

/** What it says stays; the rest is reserved. */
function printFixed(parts: ByteParts, telling: number): void {
  parts.print(parts.text.slice(0, telling) + "\0".repeat(Math.max(0, parts.text.length - telling)));
}

/** The one of this id, new if there is none and it may begin. */
function one<T>(all: Map<number, T>, id: number, mayBegin: boolean, create: () => T): T | undefined {
  const known = all.get(id);
  if (known || !mayBegin || all.size >= MOST_OPEN) return known;
  const created = create();
  all.set(id, created);
  return created;
}
