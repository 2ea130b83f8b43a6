import type { EventRecord } from "../../records/event.js";
import type { ReadEvent, WriteEvent } from "../../sockets/event.js";
import type { Ends } from "./ends.js";
import { isHangup, isPeerReset, isRefusal } from "./event-kinds.js";
import { eventSentence, learnedSentence } from "./sentences.js";
import { type Side, type StreamPacket, TcpStream } from "./tcp-stream.js";
import { WaitingNotes } from "./waiting-notes.js";

/** An end of a stream, which is written when it is known what has to be said of it. */
interface Ending {
  readonly side: Side;
  as: "fin" | "rst";
  readonly time: bigint;
  readonly line: number;
}

/** What the kernel reported of the peer, which may have sent bytes before that are read later. */
interface PeerEnd {
  readonly as: "fin" | "rst";
  readonly time: bigint;
  readonly line: number;
}

type Transport = EventRecord["on"]["transport"];
type Moved = Omit<ReadEvent, "socket"> | Omit<WriteEvent, "socket">;

/**
 * What happens on one connection, as packets. An end (FIN, RST) waits for the next packet or for `settle`: a finding about it may come after
 * it, and so does what says that it is a reset.
 */
export class ConnectionPackets {
  readonly #stream: TcpStream;
  readonly #notes = new WaitingNotes();
  readonly #ended = new Set<Side>();
  /** True while the program waits for the peer's answer to its SYN. */
  #isAsking = false;
  #isReset = false;
  #hasRefusal = false;
  #peerEnd: PeerEnd | null = null;
  #ending: Ending | null = null;
  /** The program's last fd went away: a reset, if it turns out to be one. */
  #closing: Ending | null = null;
  /** When the last event was. */
  #heard = 0n;
  #known: Pick<EventRecord["on"], "local" | "peer">;

  constructor(
    readonly ends: Ends,
    first: EventRecord,
    number: number,
    put: (packet: StreamPacket) => void,
  ) {
    this.#stream = new TcpStream(ends.ends, number, put);
    this.#known = first.on;
  }

  /** When the last packet was written, in nanoseconds; -1 before the first. */
  get lastTime(): bigint {
    return this.#stream.lastTime;
  }

  /** Says something on the next packet that the program sends by this line, or on an end. */
  note(line: number, text: string): void {
    this.#notes.add(line, text);
  }

  /** The same on an end that is not written yet; on no packet if there is none. */
  noteAtEnd(text: string): void {
    if (this.#ending !== null) this.#notes.add(this.#ending.line, text);
  }

  /** A judgement says that closing the socket has reset the connection. */
  resets(): void {
    if (this.#closing === null || this.#isReset) return;
    if (this.#ending?.line === this.#closing.line && this.#ending.side === "program") this.#ending.as = "rst";
    else this.#end({ ...this.#closing, as: "rst" });
    this.#isReset = true;
  }

  /** @param time when it is over, in nanoseconds since 1970 */
  take(record: EventRecord, time: bigint): void {
    const { event } = record;
    this.#heard = time;
    this.#learn(record);
    const line = event.endLine;
    const said = eventSentence(event);
    switch (event.kind) {
      case "open":
        this.#open(event.origin, time);
        break;
      case "write":
      case "read":
        this.#moved(event, said, time);
        break;
      case "shutdown":
        if (event.how !== "rd" && event.error === null) this.#shut(time, line);
        break;
      case "hangup":
        if (said !== null) this.#notes.add(line, said);
        this.#hungUp(event.error, record.on.transport, time, line);
        break;
      case "read-hangup":
        this.#peerEnd ??= { as: "fin", time, line };
        break;
      case "writable":
        if (this.#hasRefusal && said !== null) this.#notes.add(line, said);
        this.#hasRefusal = false;
        break;
      case "end":
        if (event.by !== "capture-end" && event.by !== "unseen") this.#close(record.resetsOnClose, time, line);
        break;
      default:
        if (said !== null) this.#notes.add(line, said);
    }
  }

  /** Writes an end that waits: packets of another connection come. */
  release(): void {
    this.#writeEnding();
  }

  /** Writes an end that waits. What no packet has said gets an empty segment of the program's. */
  settle(): void {
    this.#writeEnding(Number.POSITIVE_INFINITY);
    this.#closing = null;
    if (this.#notes.size < (this.lastTime < 0n ? 2 : 1)) return; // what opens a connection needs no packet
    this.#prepare(this.#heard);
    this.#stream.acknowledge("program", { time: this.#heard, comments: this.#notes.takeAll() });
  }

  #learn({ event, on }: EventRecord): void {
    const { local, peer } = this.#known;
    const isNews = (local === null && on.local !== null) || (peer === null && on.peer !== null);
    if (isNews) this.#notes.add(event.line, learnedSentence(event, on));
    this.#known = on;
  }

  #open(origin: string, time: bigint): void {
    if (origin === "seen" || this.lastTime >= 0n) return;
    const { client } = this.ends;
    this.#stream.ask(client, { time, comments: this.#notes.takeAll() });
    if (client === "program") this.#isAsking = true;
    else this.#stream.answer(client, time);
  }

  #moved(event: Moved, said: string | null, time: bigint): void {
    const { kind, error, endLine: line, pieces } = event;
    const count = kind === "write" ? event.accepted : event.received;
    if (count > 0) this.#data(kind === "write" ? "program" : "peer", pieces, count, said, time, line);
    else if (said !== null) this.#notes.add(line, said);
    this.#hasRefusal ||= kind === "write" && isRefusal(error);
    const isOwnDoing = error === "EPIPE" && this.#ended.has("program");
    if (isPeerReset(error) && !isOwnDoing) this.#end({ side: "peer", as: "rst", time, line });
    const isEnd = kind === "read" && count === 0 && error === null && event.asked !== 0;
    if (isEnd) this.#end({ side: "peer", as: "fin", time, line, ...this.#peerEnd });
  }

  #data(side: Side, pieces: Moved["pieces"], count: number, said: string | null, time: bigint, line: number): void {
    this.#prepare(time);
    const isFirst = this.lastTime < 0n;
    const first = side === "program" || isFirst ? this.#notes.take(line) : [];
    this.#stream.data(side, pieces, count, first, { time, comments: said === null ? [] : [said] });
  }

  /** Bytes of before may wait to be read, so the peer's end comes when there are no more. */
  #hungUp(error: string, transport: Transport, time: bigint, line: number): void {
    if (!isHangup(error) && !isPeerReset(error)) return;
    // of a Unix socket it says only that the peer has closed it; of one that the program has shut down, that both sides have ended
    const isClean = isHangup(error) && (transport === "unix" || this.#ended.has("program"));
    this.#peerEnd = { as: isClean ? "fin" : "rst", time, line };
  }

  #shut(time: bigint, line: number): void {
    if (this.#peerEnd?.as === "rst") this.#end({ side: "peer", ...this.#peerEnd });
    this.#end({ side: "program", as: "fin", time, line });
  }

  #close(resets: boolean, time: bigint, line: number): void {
    if (this.#peerEnd !== null) this.#end({ side: "peer", ...this.#peerEnd });
    this.#end({ side: "program", as: "fin", time, line });
    this.#closing = { side: "program", as: "rst", time, line };
    if (resets) this.resets();
  }

  /** Each side ends once, and nothing comes after a reset. */
  #end(ending: Ending): void {
    const { side, as } = ending;
    if (this.#isReset || (as === "fin" && this.#ended.has(side))) return;
    if (as === "rst" && this.#isAsking) this.#isAsking = false; // nobody has answered
    this.#prepare(ending.time);
    this.#ending = ending;
    if (as === "fin") this.#ended.add(side);
    if (as === "rst") this.#isReset = true;
    if (side === "peer") this.#peerEnd = null;
  }

  /** Writes what has to come before another packet. */
  #prepare(time: bigint): void {
    this.#writeEnding();
    if (!this.#isAsking) return;
    this.#isAsking = false;
    this.#stream.answer("program", time);
  }

  /** @param upTo the line up to which it says what is to be said */
  #writeEnding(upTo = this.#ending?.line ?? 0): void {
    const ending = this.#ending;
    this.#ending = null;
    if (!ending) return;
    const notes = { time: ending.time, comments: this.#notes.take(upTo) };
    if (ending.as === "fin") this.#stream.finish(ending.side, notes);
    else this.#stream.reset(ending.side, notes);
  }
}
