import * as type from "../../../../../src/core/protocols/http2/frame-types.js";
import type { MessageEnd, MessageSign } from "../../../../../src/core/protocols/message-facts.js";
import {
  data,
  frame,
  goAway,
  joined,
  number,
  PREFACE_TYPE,
  padded,
  ping,
  reset,
  settings,
  windowUpdate,
} from "../wire.js";
import { HpackWriter } from "./hpack-writer.js";
import type { Step } from "./steps.js";

/** The generator's own book of a stream. */
export interface Entry {
  readonly id: number;
  readonly method: string;
  readonly isGrpc: boolean;
  readonly isPromised: boolean;
  status: number | null;
  declared: number | null;
  accepted: number;
  sent: number;
  granted: number;
  hasBegun: boolean;
  hasInterim: boolean;
  /** How it stands; null if nothing is owed. */
  end: MessageEnd | null;
  isOver: boolean;
  signs: MessageSign[];
  frame: { readonly declared: number; readonly accepted: number } | null;
}

export interface Sent {
  readonly by: "asks" | "answers";
  readonly bytes: Uint8Array;
}

const STATUSES = [200, 200, 200, 204, 304, 404];
/** What the bodies consist of: text, zeros, small numbers, which look like parts of heads. */
const BODIES = [0x78, 0x78, 0, 1, 3];
const METHODS = ["GET", "GET", "POST", "HEAD"];

/** Makes a well-formed conversation from steps. Steps that do not fit where they stand are left out. */
export class Made {
  readonly sent: Sent[] = [];
  readonly book = new Map<number, Entry>();
  readonly #asks = new HpackWriter();
  readonly #answers = new HpackWriter();
  #nextAsked = 1;
  #nextPromised = 2;
  #window = 65_535;
  #sent = 0;
  #granted = 65_535;
  #lastStream = Number.POSITIVE_INFINITY;
  #highestAnswered = 0;

  constructor(steps: readonly Step[]) {
    this.#say("asks", joined(PREFACE_TYPE, settings({ 3: 100 })));
    this.#say("answers", settings());
    for (const step of steps) this.#do(step);
    this.#settle();
  }

  /** The last frame is one of the answers, and is cut: `part` bytes of it were sent. */
  cut(pick: number, size: number, part: number): void {
    const entry = this.#openEntry(pick, (open) => open.status !== null && !hasNoBody(open));
    if (!entry) return;
    const bytes = data(entry.id, size);
    const sent = Math.min(part, bytes.length - 1);
    this.#say("answers", bytes.subarray(0, sent));
    if (sent < 9) return;
    entry.end = "cut";
    entry.signs = [...(entry.isGrpc ? (["grpc"] as const) : []), "in-frame"];
    entry.frame = { declared: size, accepted: sent - 9 };
  }

  #do({ kind, pick, size, form }: Step): void {
    const by = form % 2 === 0 ? "asks" : "answers";
    if (kind === "ask") this.#ask(size, form);
    else if (kind === "promise") this.#promise(pick, form);
    else if (kind === "ping") this.#say(by, ping());
    else if (kind === "unknown") this.#say(by, unknown(pick, size, form));
    else if (kind === "priority") this.#say("asks", frame(type.PRIORITY, 0, 2 * pick + 1, new Uint8Array(5)));
    else if (kind === "setWindow") this.#setWindow(size * 4);
    else if (kind === "goAway") this.#goAway(pick);
    else if (kind === "grant") this.#grant(pick, size);
    else this.#onStream(kind, pick, size, form);
  }

  #setWindow(bytes: number): void {
    this.#window = bytes;
    this.#say("asks", settings({ 4: bytes }));
  }

  #onStream(kind: Step["kind"], pick: number, size: number, form: number): void {
    const hasHead = kind === "data" || kind === "end" || kind === "finish" || kind === "trailers";
    const entry = this.#openEntry(pick, ({ status, isPromised, hasBegun }) => {
      if (kind === "askData") return !isPromised;
      if (kind === "cancel" || kind === "drop") return !isPromised || hasBegun;
      return hasHead ? status !== null : status === null;
    });
    if (!entry) return;
    if (kind === "askData") this.#say("asks", data(entry.id, size));
    else if (kind === "interim") this.#headers(entry, { ":status": "103", link: `</${size}>` }, false, form);
    else if (kind === "head") this.#head(entry, size, form);
    else if (kind === "data") this.#data(entry, size, false, form);
    else if (kind === "end") this.#data(entry, size, true, form);
    else if (kind === "finish") this.#data(entry, Math.max(0, (entry.declared ?? size) - entry.accepted), true, form);
    else if (kind === "trailers") this.#trailers(entry, form);
    else this.#giveUp(entry, kind === "drop" ? "dropped" : "cancelled", form);
  }

  #ask(size: number, form: number): void {
    const id = this.#nextAsked;
    this.#nextAsked += 2 * (1 + (form % 2));
    const method = METHODS[form % METHODS.length] ?? "GET";
    const isGrpc = form % 5 === 0;
    const fields = {
      ":method": method,
      ":path": size % 2 ? "/" : `/${size}`,
      ...(isGrpc ? { "content-type": "application/grpc" } : {}),
    };
    this.#open(id, method, isGrpc, false);
    this.#say("asks", this.#blockFrames(id, this.#asks.block(fields, form), method !== "POST", form));
  }

  #promise(pick: number, form: number): void {
    const parent = this.#openEntry(pick, ({ isPromised }) => !isPromised);
    if (!parent) return;
    const id = this.#nextPromised;
    this.#nextPromised += 2;
    this.#open(id, "GET", false, true);
    const block = this.#answers.block({ ":method": "GET", ":path": `/${form}` }, form);
    this.#say("answers", frame(type.PUSH_PROMISE, type.END_HEADERS, parent.id, joined(number(id, 4), block)));
  }

  #open(id: number, method: string, isGrpc: boolean, isPromised: boolean): void {
    const fresh = {
      status: null,
      declared: null,
      accepted: 0,
      sent: 0,
      granted: 0,
      hasBegun: false,
      hasInterim: false,
      end: null,
      isOver: false,
    };
    this.book.set(id, { id, method, isGrpc, isPromised, ...fresh, signs: [], frame: null });
  }

  #head(entry: Entry, size: number, form: number): void {
    entry.status = STATUSES[form % STATUSES.length] ?? 200;
    entry.declared = form % 3 === 0 ? null : size;
    const isWhole = form % 7 === 0;
    const fields: Record<string, string> = { ":status": String(entry.status), server: "made" };
    if (entry.isGrpc) fields["content-type"] = "application/grpc";
    if (entry.declared !== null) fields["content-length"] = String(entry.declared);
    if (isWhole && form % 2 === 0) fields["grpc-status"] = "0";
    this.#headers(entry, fields, isWhole, form);
    if (isWhole) this.#finish(entry, entry.isGrpc && form % 2 !== 0);
  }

  #headers(entry: Entry, fields: Readonly<Record<string, string>>, end: boolean, form: number): void {
    this.#begin(entry);
    if (fields[":status"] === "103") {
      entry.hasBegun = false;
      entry.hasInterim = true;
    }
    this.#say("answers", this.#blockFrames(entry.id, this.#answers.block(fields, form), end, form));
  }

  /** A header block as one frame, or as two, with padding and a priority or not. */
  #blockFrames(id: number, block: Uint8Array, end: boolean, form: number): Uint8Array {
    const isPadded = form % 6 === 0;
    const hasPriority = form % 10 === 3;
    const isParted = form % 4 === 1 && block.length > 1;
    const first = isParted ? block.subarray(0, 1 + (form % (block.length - 1))) : block;
    const flags =
      (end ? type.END_STREAM : 0) |
      (isParted ? 0 : type.END_HEADERS) |
      (isPadded ? type.PADDED : 0) |
      (hasPriority ? type.HAS_PRIORITY : 0);
    const padding = form % 40;
    const payload = joined(
      ...(isPadded ? [number(padding, 1)] : []),
      ...(hasPriority ? [number(0, 4), number(15, 1)] : []),
      first,
      ...(isPadded ? [new Uint8Array(padding)] : []),
    );
    const rest = isParted ? [frame(type.CONTINUATION, type.END_HEADERS, id, block.subarray(first.length))] : [];
    return joined(frame(type.HEADERS, flags, id, payload), ...rest);
  }

  #data(entry: Entry, bytesWanted: number, end: boolean, form: number): void {
    const size = hasNoBody(entry) ? 0 : bytesWanted;
    this.#begin(entry);
    const bytes =
      form % 5 === 0 ? padded(entry.id, size, form % 60, end) : data(entry.id, size, end, BODIES[form % BODIES.length]);
    entry.accepted += size;
    entry.sent += bytes.length - 9;
    this.#sent += bytes.length - 9;
    this.#say("answers", bytes);
    if (end) this.#finish(entry, entry.isGrpc);
  }

  #trailers(entry: Entry, form: number): void {
    const hasStatus = form % 2 === 0;
    this.#headers(entry, hasStatus ? { "grpc-status": "0" } : { checksum: String(form) }, true, form);
    this.#finish(entry, entry.isGrpc && !hasStatus);
  }

  #begin(entry: Entry): void {
    entry.hasBegun = true;
    if (!entry.isPromised) this.#highestAnswered = Math.max(this.#highestAnswered, entry.id);
  }

  #finish(entry: Entry, lacksStatus: boolean): void {
    entry.isOver = true;
    entry.signs = entry.isGrpc ? (lacksStatus ? ["grpc", "no-grpc-status"] : ["grpc"]) : [];
    const left = hasNoBody(entry) || entry.declared === null ? 0 : entry.declared - entry.accepted;
    entry.end = left === 0 ? "whole" : left > 0 ? "short" : "over";
  }

  #giveUp(entry: Entry, end: "dropped" | "cancelled", form: number): void {
    const isRefusal = end === "dropped" && !entry.hasBegun && !entry.hasInterim && form % 2 === 0;
    entry.isOver = true;
    entry.end = isRefusal ? null : end === "dropped" && isBodiless(entry) ? "whole" : end;
    entry.signs = entry.isGrpc ? ["grpc"] : [];
    this.#say(end === "dropped" ? "answers" : "asks", reset(entry.id, isRefusal ? type.REFUSED_STREAM : 2));
  }

  #goAway(pick: number): void {
    const asked = [...this.book.keys()].filter((id) => id % 2 === 1);
    const last = Math.max(this.#highestAnswered, asked[pick % Math.max(1, asked.length)] ?? 0);
    this.#lastStream = Math.min(this.#lastStream, last);
    this.#say("answers", goAway(this.#lastStream));
  }

  #grant(pick: number, size: number): void {
    const bytes = size + 1;
    const entry = this.#openEntry(pick, ({ isPromised }) => !isPromised);
    if (entry) entry.granted += bytes;
    else this.#granted += bytes;
    this.#say("asks", windowUpdate(entry?.id ?? 0, bytes));
  }

  /** How the streams stand that are not over. */
  #settle(): void {
    for (const entry of this.book.values()) {
      if (entry.isOver) continue;
      if (!entry.hasBegun && (entry.isPromised || entry.id > this.#lastStream)) continue;
      const left = hasNoBody(entry) || entry.declared === null ? null : entry.declared - entry.accepted;
      entry.end = entry.hasBegun && left !== null && left > 0 ? "cut" : isBodiless(entry) ? "whole" : "unended";
      entry.signs = entry.isGrpc ? ["grpc"] : [];
      const mayGoOn = entry.status !== null && !hasNoBody(entry) && (left === null || left > 0);
      const isClosed = this.#granted - this.#sent <= 0 || this.#window + entry.granted - entry.sent <= 0;
      if (mayGoOn && isClosed) entry.signs.push("waits-on-peer");
    }
  }

  #openEntry(pick: number, fits: (entry: Entry) => boolean): Entry | undefined {
    const open = [...this.book.values()].filter((entry) => {
      const isRefused = !entry.hasBegun && entry.id > this.#lastStream;
      return !entry.isOver && !isRefused && fits(entry);
    });
    return open[pick % Math.max(1, open.length)];
  }

  #say(by: Sent["by"], bytes: Uint8Array): void {
    this.sent.push({ by, bytes });
  }
}

function unknown(pick: number, size: number, form: number): Uint8Array {
  return frame(0x10 + (form % 200), form % 256, pick, new Uint8Array(form % 4 === 0 ? 1025 + 20 * size : size % 300));
}

/** No byte of its body can be missing: only END_STREAM is. */
function isBodiless(entry: Entry): boolean {
  return entry.status !== null && hasNoBody(entry);
}

export function hasNoBody({ method, status }: Entry): boolean {
  return method === "HEAD" || status === 204 || status === 304;
}
