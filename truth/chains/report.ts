/** One exchange of a path. Places and names are as in the rest of the document. */
export interface PathExchange {
  readonly capture: number;
  readonly connection: string;
  readonly exchange: number;
  readonly process: number | null;
  readonly role: string;
  readonly target: string | null;
}

/** The story of one request, from the client's side inwards. */
export interface Path {
  readonly id: string;
  readonly exchanges: readonly PathExchange[];
  /** The place in `exchanges` at which bytes were lost first; null if that is not decided. */
  readonly origin: number | null;
  readonly undecided: string | null;
}

/** The part of the output of `unflushed check --format json` that is compared. */
export interface ChainReport {
  readonly connections: readonly { readonly id: string; readonly capture: number; readonly peer: string | null }[];
  /** Left out if there are none. */
  readonly paths?: readonly Path[];
}
