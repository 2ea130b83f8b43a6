import { SOON } from "../soon.js";
import type { OutputStream } from "../streams.js";
import { Backlog } from "./backlog.js";
import { type Destination, type DocumentEncoding, FLUSH_AT } from "./destination.js";

/**
 * A stream, such as standard output. Texts are collected for a moment: on a live capture, writing each of them to a pipe took a
 * seventh of all CPU time. Who cannot wait calls `flush`.
 */
export class StreamOutput implements Destination {
  #text = "";
  #timer: NodeJS.Timeout | null = null;
  readonly #backlog: Backlog;

  /** `beforeText` is called each time before text is printed. */
  constructor(
    stream: OutputStream,
    encoding: DocumentEncoding,
    private readonly beforeText: () => void,
  ) {
    this.#backlog = new Backlog(stream, encoding);
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= FLUSH_AT) this.flush();
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.flush();
    }, SOON).unref();
  }

  flush(): void {
    if (this.#text === "") return;
    this.beforeText();
    this.#backlog.write(this.#text);
    this.#text = "";
  }

  finish(): void {}

  abandon(): void {
    this.#text = "";
  }
}
