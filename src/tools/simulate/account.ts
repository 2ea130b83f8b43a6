import type { SimulatedResponse } from "./response.js";

/** What the model itself knows of one exchange, from its own state and never from the text. */
export interface ExchangeAccount {
  readonly target: string;
  readonly body: number;
  readonly framing: "content-length" | "chunked";
  /** Bytes of the request's head. */
  readonly requestHead: number;
  /** Microseconds at which the program read the request. */
  readonly requestedAt: number;
  readonly response: SimulatedResponse;
  /** The largest part of the head that one write got through: what `-s` has to show. */
  largestHeadPiece: number;
  /** What the last write offered and the kernel refused. */
  owed: number;
  /** A write of it failed because the reader had gone: there was more to come. */
  isBroken: boolean;
  /** A part of it was refused at some time. */
  wasRefused: boolean;
  /** Microseconds: when bytes last moved, were last refused, and when EPOLLOUT was told since (null once written again). */
  movedAt: number | null;
  refusedAt: number | null;
  writableAt: number | null;
}

/** What the model knows of one connection. */
export interface ConnectionAccount {
  readonly accounts: ExchangeAccount[];
  /** The kernel told the program that the peer is gone, before the program ended anything itself. */
  peerGone: boolean;
  /** Request bytes that lie in the kernel, not read. */
  unread: number;
  /** The program wrote behind its own shutdown, and was told EPIPE. */
  hasWrittenLate: boolean;
  /** Two threads ended it, or one did as the peer was found gone, and who was first is not for strace to tell. */
  isContested: boolean;
  /** No fd refers to it any more. */
  isReleased: boolean;
  /** What ended it, and when (a shutdown: when it had returned); null where the capture ended before. */
  ended: { readonly by: "shut-wr" | "close" | "exit"; readonly at: number } | null;
}

/** What is settled when a request is read. */
type Opening = Pick<ExchangeAccount, "target" | "requestHead" | "requestedAt" | "response" | "framing">;

export function openAccount(opening: Opening): ExchangeAccount {
  return {
    ...opening,
    body: opening.response.body,
    largestHeadPiece: 0,
    owed: 0,
    isBroken: false,
    wasRefused: false,
    movedAt: null,
    refusedAt: null,
    writableAt: null,
  };
}

/** Books a write that the kernel answered: `accepted` of `asked` bytes. */
export function bookWrite(account: ExchangeAccount, asked: number, accepted: number, at: number): void {
  const { response } = account;
  const head = Math.min(accepted, Math.max(0, response.headLength - response.written));
  account.largestHeadPiece = Math.max(account.largestHeadPiece, head);
  response.advance(accepted);
  account.owed = asked - accepted;
  account.writableAt = null;
  if (accepted > 0) account.movedAt = at;
  if (accepted < asked) {
    account.wasRefused = true;
    account.refusedAt = at;
  }
}

export function newConnectionAccount(): ConnectionAccount {
  return {
    accounts: [],
    peerGone: false,
    unread: 0,
    hasWrittenLate: false,
    isContested: false,
    isReleased: false,
    ended: null,
  };
}
