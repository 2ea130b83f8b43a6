import type { SimulatedResponse } from "./response.js";

/** What the model knows about one exchange from its own state. It never reads the printed text. */
export interface ExchangeAccount {
  readonly target: string;
  readonly body: number;
  readonly framing: "content-length" | "chunked";
  /** Bytes of the request's head. */
  readonly requestHead: number;
  /** Microseconds at which the program read the request. */
  readonly requestedAt: number;
  readonly response: SimulatedResponse;
  /** The largest part of the response's head in one write, in bytes: the length of `-s` that shows it. */
  largestHeadPiece: number;
  /** Bytes of the last write that the kernel did not take. */
  owed: number;
  /** A write failed because the reader had hung up, so there was more to come. */
  isBroken: boolean;
  /** The kernel refused a part of it at some time. */
  wasRefused: boolean;
  /** Microseconds at which bytes were last accepted, and last refused; EPOLLOUT since then, null after the next write. */
  movedAt: number | null;
  refusedAt: number | null;
  writableAt: number | null;
}

/** What the model knows about one connection. */
export interface ConnectionAccount {
  readonly accounts: ExchangeAccount[];
  /** The program learned from the kernel that the peer is gone, before it ended anything itself. */
  peerGone: boolean;
  /** Request bytes that the program has not read. */
  unread: number;
  /** The program wrote after its own shutdown and got EPIPE. */
  hasWrittenLate: boolean;
  /** Two threads ended it, or one ended it while the peer hung up; strace does not show which came first. */
  isContested: boolean;
  /** No fd refers to it any more. */
  isReleased: boolean;
  /** The call that ended it, and when (for a shutdown: when it returned); null if the capture ended before. */
  ended: { readonly by: "shut-wr" | "close" | "exit"; readonly at: number } | null;
}

/** What is known when a request is read. */
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

/** Records a write to which the kernel answered: `accepted` of `asked` bytes. */
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
