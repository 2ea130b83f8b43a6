import { type RecordHead, recordFormat } from "../../../core/protocols/tls/record-head.js";
import { BODY } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";
import { FrameMask, type FrameMaskUser } from "./frame-mask.js";
import { maskHello } from "./hello.js";
import type { NewStreamMask } from "./stream-mask.js";

/** Bytes of a hello that are looked at: one record has no more. */
const LONGEST = 16_384;
/** A record of so few bytes says in the clear that a cipher begins, or that something ends (RFC 5246, sections 7.1 and 7.2). */
const CLEAR = { "change-cipher-spec": 1, alert: 2 } as const;
const CHANGE = "\x01";
// biome-ignore lint/suspicious/noControlCharactersInRegex: a level and a registered description
const ALERT = /^[\x01\x02][\x00-\x79]$/;

/** Of TLS stay the heads of records, alerts in the clear, and the layout of the first hello on each side. */
export const tlsMask: NewStreamMask = ({ isOlder }, names) => {
  const asks = new FrameMask<RecordHead>(recordFormat, new RecordMask(isOlder, names), isOlder);
  const answers = new FrameMask<RecordHead>(recordFormat, new RecordMask(isOlder, names), isOlder);
  return {
    asks: (call) => asks.take(call),
    answers: (call) => answers.take(call),
    refused: (call) => new FrameMask<RecordHead>(recordFormat, { maskHead: (head) => head }, false).take(call),
    miss: () => {
      asks.lose();
      answers.lose();
    },
  };
};

class RecordMask implements FrameMaskUser<RecordHead> {
  #hello: ByteParts | null;
  #clear: ByteParts | null = null;

  constructor(
    isOlder: boolean,
    private readonly names: Pseudonyms,
  ) {
    this.#hello = isOlder ? null : new ByteParts(LONGEST);
  }

  maskHead(head: string): string {
    return head;
  }

  begins({ content, bodyBytes }: RecordHead): void {
    const isClear = content in CLEAR && CLEAR[content as keyof typeof CLEAR] === bodyBytes;
    this.#clear = isClear ? new ByteParts(bodyBytes) : null;
  }

  body({ content }: RecordHead, call: CallBytes, at: number, length: number): void {
    this.#clear?.add(call, at, length);
    if (content !== "handshake" || !this.#hello) return;
    this.#hello.add(call, at, length);
    this.#printHello(this.#hello); // the record may never be whole
  }

  ends(): void {
    this.#hello = null;
    const clear = this.#clear?.text ?? "";
    this.#clear?.print(clear === CHANGE || ALERT.test(clear) ? clear : BODY.repeat(clear.length));
  }

  lost(): void {
    this.#hello = null;
    this.#clear = null;
  }

  #printHello(hello: ByteParts): void {
    hello.print(maskHello(hello.text, this.names));
  }
}
