import type { BlindSpotCode } from "../blind-spot.js";
import type { Request } from "../exchange.js";
import type { Http2Connection } from "./connection.js";
import { type Http2FrameHead, MOST_BYTES } from "./frame-format.js";
import * as type from "./frame-types.js";
import { uint31, uint32 } from "./frame-types.js";
import type { HeaderBlock, HeaderFields } from "./header-block.js";
import { eachSetting, INITIAL_WINDOW_SIZE, MAX_FRAME_SIZE } from "./settings.js";
import type { ShownBytes } from "./shown-bytes.js";
import type { SideUser } from "./side.js";
import { isTunnel } from "./sizes.js";

const WHOLE_INCREMENT = 4;
/** Of GOAWAY: the last stream, and an error code (section 6.8). */
const ERROR_CODE_AT = 4;
const BYTES_OF_GOAWAY = 8;

/** What the side that asks sends: requests, and how much of the answers it takes. */
export class AskingSide implements SideUser {
  /** @param beforeRequest is called before a request is taken up */
  constructor(
    private readonly connection: Http2Connection,
    private readonly beforeRequest: () => void,
  ) {}

  begins(head: Http2FrameHead): void {
    this.#isAliveAgain(head.stream);
  }

  data(): void {
    // A request may have any length.
  }

  dataEnds(): void {
    // Its end is not looked at: an answer may come before it (RFC 9113, section 8.1).
  }

  /** A request; or its trailers, which say nothing here. */
  block({ stream, fields, line }: HeaderBlock): void {
    if (!this.connection.streams.isNew(stream)) return;
    this.beforeRequest();
    const { method, contentType } = fields;
    this.connection.answerFormat.highestAsked = stream;
    this.connection.asked++;
    this.connection.open({ id: stream, request: requestOf(fields, line), method, requestType: contentType });
  }

  control(head: Http2FrameHead, payload: ShownBytes): void {
    if (head.type === type.SETTINGS) this.#settings(payload);
    else if (head.type === type.WINDOW_UPDATE) this.#grant(head.stream, payload);
    else if (head.type === type.RST_STREAM) this.#cancel(head.stream);
    else if (head.type === type.GOAWAY) this.#goAway(payload);
  }

  lost(isHidden: boolean): void {
    this.miss(this.connection.gapOf(isHidden));
  }

  /** It may have asked, cancelled, set and granted unseen. */
  miss(gap: BlindSpotCode): void {
    const { connection } = this;
    const { streams, windows, answerFormat } = connection;
    streams.mayLackRequests = true;
    answerFormat.highestAsked = Number.POSITIVE_INFINITY;
    windows.forget();
    windows.initial = null;
    answerFormat.mostBytes = MOST_BYTES;
    connection.loseAsks(gap);
  }

  found(): void {
    this.connection.asksGap = null;
  }

  hid(): void {
    // How much of what is asked is hidden says nothing of the answers.
  }

  #settings(payload: ShownBytes): void {
    const { windows, answerFormat } = this.connection;
    if (!payload.isWhole) {
      windows.initial = null;
      answerFormat.mostBytes = MOST_BYTES;
    }
    eachSetting(payload.bytes, (id, value) => {
      if (id === INITIAL_WINDOW_SIZE && payload.isWhole) windows.initial = value;
      if (id === MAX_FRAME_SIZE) answerFormat.mostBytes = Math.max(answerFormat.mostBytes, value);
    });
  }

  #grant(id: number, payload: ShownBytes): void {
    const { streams, windows } = this.connection;
    const isShown = payload.bytes.length === WHOLE_INCREMENT;
    const bytes = uint31(payload.bytes, 0);
    if (id === 0) {
      if (isShown) windows.grant(bytes);
      else windows.forget();
      return;
    }
    this.#isAliveAgain(id);
    const stream = streams.get(id);
    if (stream === undefined) return;
    stream.granted += bytes;
    stream.isWindowKnown &&= isShown;
  }

  /** It gives a stream up. If the end of the answer may have gone by before, that is not known to matter. */
  #cancel(id: number): void {
    const { streams } = this.connection;
    const stream = streams.get(id);
    if (stream === undefined) return;
    if (isTunnel(stream) || (stream.isPromised && stream.line === null)) streams.close(id);
    else this.connection.decide(stream, stream.mayHaveEnded ? "lost" : "cancelled");
  }

  /**
   * With an error it goes: it must close the connection, and reads no more (RFC 9113, section 5.4.1). Without one it reads on. The last stream
   * that it names is one that was promised (section 6.8), or 0: another one shows that a lost reader took something else for this frame. So
   * does a code that is not defined.
   */
  #goAway(payload: ShownBytes): void {
    const { isUnsure, highestPromised } = this.connection.askFormat;
    const isShown = payload.bytes.length >= BYTES_OF_GOAWAY;
    const code = uint32(payload.bytes, ERROR_CODE_AT);
    const isUsual = uint31(payload.bytes, 0) <= highestPromised && code <= type.HTTP_1_1_REQUIRED;
    this.connection.hasAskerLeft = isShown && code !== type.NO_ERROR && (isUsual || !isUnsure);
  }

  /** A side that still sends on a stream, or lets the other send, has not cancelled it. */
  #isAliveAgain(id: number): void {
    const stream = this.connection.streams.get(id);
    if (stream !== undefined) this.connection.asksOn(stream);
  }
}

/** The request of a block; null if its method is hidden. CONNECT has an authority in place of a path (RFC 9113, section 8.5). */
export function requestOf({ method, path, authority }: HeaderFields, line: number): Request | null {
  if (method === null) return null;
  const target = path ?? (method === "CONNECT" ? authority : null);
  return target === null ? { method, target: "...", line, isCut: true } : { method, target, line };
}
