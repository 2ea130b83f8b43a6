import type { FrameHead } from "../frames/frame-format.js";
import { FrameReader } from "../frames/frame-reader.js";
import { cut } from "../lines/open-reply.js";
import type { Message } from "../message.js";
import type { MovedBytes } from "../moved-bytes.js";
import type { StreamProgress } from "../protocol.js";
import { SERVER_PACKETS } from "./packet-format.js";

/** The replies of a memcached server in the binary protocol. */
export class PacketReader {
  readonly #reader: FrameReader<FrameHead>;
  /** Bytes of packets, with their heads. */
  #total = 0;
  /** The line of the packet under way. */
  #line = 0;

  /** @param isLost true if the stream is older than the capture */
  constructor(isLost: boolean) {
    const nothing = (): void => {};
    this.#reader = new FrameReader(
      SERVER_PACKETS,
      {
        head: (_, line) => {
          this.#line = line;
        },
        body: nothing,
        end: nothing,
        lost: nothing,
        found: nothing,
      },
      isLost,
    );
  }

  take(bytes: MovedBytes): void {
    const wasInHead = this.#reader.step === "in-head";
    this.#total += bytes.length;
    this.#reader.take(bytes);
    if (this.#reader.step === "in-head" && !wasInHead) this.#line = bytes.line;
  }

  lose(): void {
    this.#reader.lose();
  }

  /** See `Conversation`. */
  get progress(): StreamProgress | null {
    const { step, frame, left } = this.#reader;
    if (step === "lost") return null;
    return { accepted: this.#total, declared: this.#total + (frame ? left : 0) };
  }

  /** The packet that is under way. */
  open(): readonly Message[] {
    const { step, frame, left } = this.#reader;
    if (step === "in-head") return [cut({ declared: null, accepted: 0, line: this.#line })];
    return frame ? [cut({ declared: frame.bodyBytes, accepted: frame.bodyBytes - left, line: this.#line })] : [];
  }
}
