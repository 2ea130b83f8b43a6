import { HEAD, TYPE } from "./records.js";

/** What came of one request. */
export interface Answer {
  /** Bytes of STDOUT: the head of the CGI response and its body. */
  output: number;
  /** The text of the head, as long as it is not whole. */
  text: string;
  /** The status and the length that the head declares; null if it does not. */
  status: number | null;
  declaredBody: number | null;
  /** Where the body begins in the output; null before the head is whole. */
  bodyAt: number | null;
  /** The status of the application, and of the protocol, from END_REQUEST; null before. */
  ended: { readonly app: number; readonly protocol: number } | null;
}

const newAnswer = (): Answer => ({ output: 0, text: "", status: null, declaredBody: null, bodyAt: null, ended: null });
/** The longest head of a CGI response that is read. */
const LONGEST_HEAD = 65_536;

/** Follows the FastCGI records that a server sends. */
export class FastcgiWitness {
  readonly answers = new Map<number, Answer>();
  #head: number[] = [];
  #type = 0;
  #id = 0;
  #content = 0;
  #padding = 0;
  #declared = 0;
  #end: number[] = [];

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#content > 0) {
        const length = Math.min(this.#content, bytes.length - at);
        this.#take(bytes.subarray(at, at + length));
        this.#content -= length;
        at += length;
      } else if (this.#padding > 0) {
        const length = Math.min(this.#padding, bytes.length - at);
        this.#padding -= length;
        at += length;
      } else {
        this.#head.push(bytes[at++] ?? 0);
        if (this.#head.length === HEAD) this.#begin();
      }
    }
  }

  /** The record under way: the content and the padding that it declares, and what came of them. Null between records. */
  get cut(): { readonly declared: number; readonly received: number; readonly id: number } | null {
    const left = this.#content + this.#padding;
    if (left > 0) return { declared: this.#declared, received: this.#declared - left, id: this.#id };
    return this.#head.length > 0 ? { declared: 0, received: 0, id: 0 } : null;
  }

  #begin(): void {
    const [, type = 0, idHigh = 0, idLow = 0, high = 0, low = 0, padding = 0] = this.#head;
    this.#type = type;
    this.#id = idHigh * 256 + idLow;
    this.#content = high * 256 + low;
    this.#padding = padding;
    this.#declared = this.#content + padding;
    this.#head = [];
    this.#end = [];
    if (!this.answers.has(this.#id)) this.answers.set(this.#id, newAnswer());
  }

  #take(content: Uint8Array): void {
    const answer = this.answers.get(this.#id);
    if (!answer) return;
    if (this.#type === TYPE.stdout) readOutput(answer, content);
    if (this.#type !== TYPE.endRequest) return;
    this.#end.push(...content);
    const [a = 0, b = 0, c = 0, d = 0, protocol = 0] = this.#end;
    if (this.#end.length === 8) answer.ended = { app: ((a * 256 + b) * 256 + c) * 256 + d, protocol };
  }
}

function readOutput(answer: Answer, content: Uint8Array): void {
  answer.output += content.length;
  if (answer.bodyAt !== null || answer.text.length > LONGEST_HEAD) return;
  answer.text += Buffer.from(content).toString("latin1");
  const end = /\r?\n\r?\n/.exec(answer.text);
  if (!end) return;
  const head = answer.text.slice(0, end.index);
  answer.bodyAt = end.index + end[0].length;
  answer.text = "";
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  answer.declaredBody = length === undefined ? null : Number(length);
  answer.status = Number(/^(?:status: *|HTTP\/1\.\d )(\d+)/im.exec(head)?.[1] ?? 200);
}
