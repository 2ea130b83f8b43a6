import type { EventRecord } from "../../records/event.js";
import { isWholeText } from "../../records/exchange-facts.js";
import type { ExchangeFacts } from "../../records/exchange-run.js";
import type { FormatContext } from "../context.js";
import type { Format, WriteText } from "../format.js";
import { interfaceDescription, packetBlock, sectionHeader } from "./blocks.js";
import { ConnectionPackets } from "./connection-packets.js";
import { EndsBook } from "./ends.js";
import { clockSentence, packetTime } from "./packet-time.js";
import { completeSentence, findingSentence, openingSentence, verdictSentence } from "./sentences.js";

/** What the whole file is, for whoever opens it without knowing. */
const WHAT =
  "Made by unflushed of strace output. Payloads are the bytes that the program's calls wrote and read, at the times of these calls. strace sees " +
  "no packets: segments, acknowledgements and handshakes are made up, and there are no retransmissions. Bytes that strace did not show are left " +
  "out of their packets, as by a snapshot length: if Wireshark waits for them, turn off the preference http.desegment_body.";
/** Verdicts of one connection that are written out. */
const MOST_VERDICTS = 16;
/** Connections that are over, of which findings may come late: as many as losses that may be linked. */
const MOST_OVER = 4096;

/** Packets for Wireshark: the bytes of each connection as TCP. The document is no text: each character is a byte. */
export function pcapngFormat({ date }: FormatContext): Format {
  return new PcapngDocument(date).format;
}

/** The connection whose exchanges come. */
interface Closing {
  readonly id: string;
  readonly packets: ConnectionPackets;
  complete: number;
  others: number;
}

class PcapngDocument {
  readonly #ends = new EndsBook();
  readonly #open = new Map<string, ConnectionPackets>();
  readonly #over = new Map<string, ConnectionPackets>();
  /** The connection of the last event. */
  #last: ConnectionPackets | null = null;
  #closing: Closing | null = null;
  #path = "";
  /** How many interfaces are described: one for each capture with packets. */
  #interfaces = 0;
  #isDescribed = false;
  #connections = 0;
  #write: WriteText = () => {};

  constructor(private readonly date: string | null) {}

  readonly format: Format = {
    run: ({ value: { tool } }, write) => write(sectionHeader(`${tool.name} ${tool.version}`, WHAT)),
    begin: ({ value: { path } }, write) => {
      this.#endCapture(write); // the one before it may have broken off
      this.#path = path;
      this.#isDescribed = false;
    },
    event: ({ value }, write) => {
      this.#settle(write);
      this.#event(value);
    },
    finding: ({ value }, write) => {
      this.#settle(write);
      const { connection, line, cause } = value;
      const packets = this.#open.get(connection) ?? this.#over.get(connection);
      packets?.note(line, findingSentence(value));
      if (cause === "reset") packets?.resets();
      if (this.#over.has(connection)) packets?.settle(); // it is about bytes that were lost at another hop
    },
    connection: ({ value: { id } }, write) => {
      this.#settle(write);
      const packets = this.#open.get(id);
      if (packets) this.#closing = { id, packets, complete: 0, others: 0 };
    },
    exchange: ({ facts, index }) => this.#exchange(facts, index),
    capture: (_, write) => this.#endCapture(write),
    summary: (_, write) => {
      this.#endCapture(write);
      if (this.#interfaces === 0) write(interfaceDescription("none", "no capture shows a connection"));
    },
  };

  #event(record: EventRecord): void {
    const { clock, event } = record;
    this.#describe(clock);
    const of = { clock, date: this.date };
    const time = packetTime(event.endTime, event.endLine, of);
    const packets = this.#packetsOf(record, time);
    if (packets !== this.#last) this.#last?.release(); // or its end would stand behind later packets
    this.#last = packets;
    packets.take(record, time);
  }

  #packetsOf(record: EventRecord, time: bigint): ConnectionPackets {
    const { connection, on, event } = record;
    const known = this.#open.get(connection);
    if (known) return known;
    const number = ++this.#connections;
    const ends = this.#ends.add({ number, on, origin: event.kind === "open" ? event.origin : null, time });
    const from = this.#interfaces - 1;
    const packets = new ConnectionPackets(ends, record, number, ({ side, ...packet }) =>
      this.#write(packetBlock({ interface: from, isOutbound: side === "program", ...packet })),
    );
    packets.note(0, openingSentence(record, ends.madeUp));
    this.#open.set(connection, packets);
    return packets;
  }

  #exchange(facts: string, index: number): void {
    const closing = this.#closing;
    if (!closing) return;
    if (isWholeText(facts)) closing.complete++;
    else {
      const exchange = JSON.parse(`{${facts}}`) as ExchangeFacts;
      if (exchange.cause === "reset") closing.packets.resets();
      if (exchange.verdict === "complete") closing.complete++;
      else if (closing.others++ < MOST_VERDICTS) closing.packets.note(0, verdictSentence({ ...exchange, index }));
    }
  }

  /** The exchanges of the connection have come: its last packet can say what became of them. */
  #settle(write: WriteText): void {
    this.#write = write;
    const closing = this.#closing;
    this.#closing = null;
    if (!closing) return;
    const { id, packets, complete } = closing;
    if (complete > 0) packets.noteAtEnd(completeSentence(complete));
    this.#finish(id, packets);
  }

  #endCapture(write: WriteText): void {
    this.#settle(write);
    for (const [id, packets] of this.#open) this.#finish(id, packets);
    this.#over.clear();
  }

  #finish(id: string, packets: ConnectionPackets): void {
    packets.settle();
    if (this.#last === packets) this.#last = null;
    this.#ends.remove(packets.ends, packets.lastTime);
    this.#open.delete(id);
    this.#over.set(id, packets);
    const [oldest] = this.#over.keys();
    if (this.#over.size > MOST_OVER && oldest !== undefined) this.#over.delete(oldest);
  }

  #describe(clock: EventRecord["clock"]): void {
    if (this.#isDescribed) return;
    this.#isDescribed = true;
    this.#interfaces++;
    this.#write(interfaceDescription(this.#path, clockSentence({ clock, date: this.date })));
  }
}
