import type { DataEvent } from "../exchange.js";
import type { Role } from "../judgement.js";
import { mayStartResponse } from "./head/head.js";
import { isResponse, LEGIBLE, type ProtocolName, ProtocolSniffer, protocolOf } from "./sniffer.js";

/** Learns from the first bytes of a connection which protocol it speaks, and which side asks. */
export class Recognition {
  /** What the connection speaks; null until enough of it was seen. */
  protocol: ProtocolName | null = null;
  readonly #opening = new ProtocolSniffer();
  /** What asked is neither HTTP nor TLS. The answer may still be HTTP: uwsgi asks in a protocol of its own. */
  #asksOtherwise = false;

  constructor(public role: Role) {}

  /** What was asked in a protocol that is not HTTP, and on which line; null if HTTP asked. */
  get otherQuestion(): { readonly seen: string; readonly line: number } | null {
    return this.#asksOtherwise ? this.#opening : null;
  }

  /** False if there is no HTTP/1 to follow. */
  get isHttp(): boolean {
    return this.protocol === null ? !this.#asksOtherwise : this.protocol === "http/1";
  }

  take(event: DataEvent): void {
    if (this.protocol !== null || event.pieces.length === 0) return;
    if (this.#asksOtherwise) this.#takeAnswer(event);
    else if (this.#opening.isAnswer(event)) this.#takeEarlyAnswer(event);
    else this.#takeOpening(event);
  }

  /** The connection is over: a question in another protocol was never answered. */
  end(): void {
    if (this.#asksOtherwise) this.protocol ??= "other";
  }

  #takeOpening(event: DataEvent): void {
    const seen = this.#opening.add(event);
    const protocol = seen === null ? null : protocolOf(seen);
    if (protocol === "other") {
      this.#asksOtherwise = event.socket.origin !== "seen"; // else it may be the middle of something
      return;
    }
    this.protocol = protocol;
    if (seen === null || protocol !== "http/1" || this.role !== "unknown") return;
    this.role = isResponse(seen) === (event.kind === "write") ? "server" : "client";
  }

  /** The opening may be the start of a request line, of which the capture hides the rest: the answer shows what it was. */
  #takeEarlyAnswer({ pieces, socket }: DataEvent): void {
    const seen = pieces[0]?.seen ?? "";
    if (socket.origin === "seen" || !this.#opening.isLegible || seen.length < LEGIBLE) return;
    this.protocol = mayStartResponse(seen, 0) ? "http/1" : "other"; // what follows it is not looked at
  }

  #takeAnswer(event: DataEvent): void {
    if (!this.#opening.isAnswer(event)) {
      this.#opening.add(event); // the question may come in several calls
      return;
    }
    const seen = event.pieces[0]?.seen ?? "";
    // a gRPC server sends its settings before it reads the preface
    const isHttp2 = protocolOf(seen) === "http/2";
    this.protocol = isResponse(seen) ? "http/1" : isHttp2 ? "http/2" : "other";
    if (this.protocol === "http/1") this.role = event.kind === "write" ? "server" : "client";
  }
}
