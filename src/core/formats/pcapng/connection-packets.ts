import type { EventRecord } from "../../records/event.js";
import type { ReadEvent, WriteEvent } from "../../sockets/event.js";
import type { StreamEnds } from "./ends.js";
import { isHangup, isPeerReset, isRefusal } from "./event-kinds.js";
import { eventSentence, learnedSentence } from "./sentences.js";
import { type StreamPacket, type StreamSide, TcpStream } from "./tcp-stream.js";
import { WaitingNotes } from "./waiting-notes.js";

/** When something happened, in nanoseconds since 1970, and the line on which its call ends. */
interface Moment {
  readonly time: bigint;
  readonly line: number;
}

/** What the kernel reported of the peer, which may have sent bytes before that are read later. */
interface PeerEnd extends Moment {
  readonly as: "fin" | "rst";
}

type Moved = Omit<ReadEvent, "socket"> | Omit<WriteEvent, "socket">;

/** What happens on one connection, as packets. Its last packet waits for the next one, for `release` or for `settle`. */
export class ConnectionPackets {
  readonly #stream: TcpStream;
  readonly #notes = new WaitingNotes();
  readonly #ended = new Set<StreamSide>();
  /** True while the program waits for the peer's answer to its SYN. */
  #isAsking = false;
  #isReset = false;
  #hasRefusal = false;
  #peerEnd: PeerEnd | null = null;
  /** When the program's last fd went away: that may turn out to be a reset. */
  #closed: Moment | null = null;
  /** When the last event was. */
  #heard: Moment = { time: 0n, line: 0 };
  #known: Pick<EventRecord["on"], "local" | "peer">;

  constructor(
    readonly ends: StreamEnds,
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

  /** Says something on the packet of this line, if that is the program's or an end; or else on the next such one. */
  note(line: number, text: string): void {
    if (!this.#stream.comment(line, text)) this.#notes.add(line, text);
  }

  /** Says something on the last packet, if that is not written yet; on none otherwise. */
  noteAtEnd(text: string): void {
    this.#stream.commentAnyway([text]);
  }

  /** A judgement says that closing the socket has reset the connection. */
  resets(): void {
    if (this.#closed !== null) this.#end("program", "rst", this.#closed);
  }

  /** @param time when it is over, in nanoseconds since 1970 */
  take(record: EventRecord, time: bigint): void {
    const { event } = record;
    const when = { time, line: event.endLine };
    const { line } = when;
    this.#heard = when;
    this.#learn(record);
    const said = eventSentence(event);
    switch (event.kind) {
      case "open":
        this.#open(event.origin, when);
        break;
      case "write":
      case "read":
        this.#moved(event, said, when);
        break;
      case "shutdown":
        if (event.how !== "rd" && event.error === null) this.#shut(when);
        break;
      case "hangup":
        if (said !== null) this.#notes.add(line, said);
        this.#hungUp(event.error, record.on.transport, when);
        break;
      case "read-hangup":
        this.#peerEnd ??= { as: "fin", ...when };
        break;
      case "writable":
        if (this.#hasRefusal && said !== null) this.#notes.add(line, said);
        this.#hasRefusal = false;
        break;
      case "end":
        if (event.by !== "capture-end" && event.by !== "unseen") this.#close(record.resetsOnClose, when);
        break;
      default:
        if (said !== null) this.#notes.add(line, said);
    }
  }

  /** Writes the last packet: packets of another connection come. */
  release(): void {
    this.#stream.release();
  }

  /** No more packets come, and nothing more is found out. What no packet has said stands on the last one, or on an empty one. */
  settle(): void {
    this.#closed = null;
    const isHolding = this.#stream.isHolding;
    if (isHolding) this.#stream.commentAnyway(this.#notes.takeAll());
    else if (this.#notes.size >= (this.lastTime < 0n ? 2 : 1)) this.#empty(); // what opens a connection needs no packet
    this.#stream.release();
  }

  #empty(): void {
    this.#answer(this.#heard);
    this.#stream.acknowledge("program", { ...this.#heard, comments: this.#notes.takeAll() });
  }

  #learn({ event, on }: EventRecord): void {
    const { local, peer } = this.#known;
    const isNews = (local === null && on.local !== null) || (peer === null && on.peer !== null);
    if (isNews) this.#notes.add(event.line, learnedSentence(event, on));
    this.#known = on;
  }

  #open(origin: string, when: Moment): void {
    if (origin === "seen" || this.lastTime >= 0n) return;
    const { client } = this.ends;
    this.#stream.ask(client, { ...when, comments: this.#notes.takeAll() });
    if (client === "program") this.#isAsking = true;
    else this.#stream.answer(client, when);
  }

  #moved(event: Moved, said: string | null, when: Moment): void {
    const { kind, error, pieces } = event;
    const count = kind === "write" ? event.accepted : event.received;
    if (count > 0) this.#data(kind === "write" ? "program" : "peer", pieces, count, said, when);
    else if (said !== null) this.#notes.add(when.line, said);
    this.#hasRefusal ||= kind === "write" && isRefusal(error);
    const isOwnDoing = error === "EPIPE" && this.#ended.has("program");
    if (isPeerReset(error) && !isOwnDoing) this.#end("peer", "rst", when);
    const isEnd = kind === "read" && count === 0 && error === null && event.asked !== 0;
    if (isEnd) this.#end("peer", this.#peerEnd?.as ?? "fin", this.#peerEnd ?? when);
  }

  #data(side: StreamSide, pieces: Moved["pieces"], count: number, said: string | null, when: Moment): void {
    this.#answer(when);
    const isFirst = this.lastTime < 0n;
    const first = side === "program" || isFirst ? this.#notes.take(when.line) : [];
    this.#stream.data(side, pieces, count, first, { ...when, comments: said === null ? [] : [said] });
  }

  /** Bytes of before may wait to be read, so the peer's end comes when there are no more. */
  #hungUp(error: string, transport: EventRecord["on"]["transport"], when: Moment): void {
    if (!isHangup(error) && !isPeerReset(error)) return;
    // of a Unix socket it says only that the peer has closed it; of one that the program has shut down, that both sides have ended
    const isClean = isHangup(error) && (transport === "unix" || this.#ended.has("program"));
    this.#peerEnd = { as: isClean ? "fin" : "rst", ...when };
  }

  #shut(when: Moment): void {
    if (this.#peerEnd?.as === "rst") this.#end("peer", "rst", this.#peerEnd);
    this.#end("program", "fin", when);
  }

  #close(resets: boolean, when: Moment): void {
    if (this.#peerEnd !== null) this.#end("peer", this.#peerEnd.as, this.#peerEnd);
    this.#end("program", "fin", when);
    this.#closed = when;
    if (resets) this.resets();
  }

  /** Each side ends once, and nothing comes after a reset. */
  #end(side: StreamSide, as: PeerEnd["as"], { time, line }: Moment): void {
    if (this.#isReset || (as === "fin" && this.#ended.has(side))) return;
    if (as === "rst") this.#isAsking = false; // nobody has answered
    this.#answer({ time, line });
    if (side === "peer") this.#peerEnd = null;
    const notes = { time, line, comments: this.#notes.take(line) };
    if (as === "fin") this.#stream.finish(side, notes);
    else this.#stream.reset(side, notes);
    this.#ended.add(side);
    this.#isReset = as === "rst";
  }

  /** What is connected was asked for before. */
  #answer(when: Moment): void {
    if (!this.#isAsking) return;
    this.#isAsking = false;
    this.#stream.answer("program", when);
  }
}
