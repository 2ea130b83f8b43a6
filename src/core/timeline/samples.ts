import type { AcceptedSoFar } from "../analysis/model.js";
import type { SocketEvent } from "../sockets/event.js";
import type { AcceptedSample } from "./plot.js";

/** More samples than any terminal has columns. */
const MOST = 4096;

/** Samples how many body bytes the kernel had accepted on a connection. Beyond 4,096 samples, it keeps every Nth. */
export class AcceptedSamples {
  #samples: AcceptedSample[] = [];
  #count = 0;
  #every = 1;
  #newest: AcceptedSample | null = null;
  declared: number | null = null;
  /** The sample at which the stream ended; null while it has not. `endedBy` names the call or the event that ended it. */
  end: AcceptedSample | null = null;
  endedBy = "end";

  add(event: SocketEvent, { accepted, declared }: AcceptedSoFar): void {
    const at = event.time ?? this.#count;
    if (event.kind === "open") this.#add({ at, accepted: 0 });
    if (event.kind === "write" && accepted !== null) {
      this.#add({ at, accepted });
      this.declared = declared;
    }
    this.#count++;
    const isEnd = (event.kind === "shutdown" && event.error === null && event.how !== "rd") || event.kind === "end";
    if (!isEnd || this.end || !this.#newest) return;
    this.end = { at, accepted: this.#newest.accepted };
    this.endedBy = event.kind === "shutdown" ? `SHUT_${event.how.toUpperCase()}` : event.by;
  }

  /** All samples in order; empty if no byte of a body was accepted. */
  get all(): readonly AcceptedSample[] {
    const all =
      this.#newest && this.#samples.at(-1) !== this.#newest ? [...this.#samples, this.#newest] : this.#samples;
    return all.some(({ accepted }) => accepted > 0) ? all : [];
  }

  #add(sample: AcceptedSample): void {
    this.#newest = sample;
    if (this.#count % this.#every === 0) this.#samples.push(sample);
    if (this.#samples.length < MOST) return;
    this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }
}
