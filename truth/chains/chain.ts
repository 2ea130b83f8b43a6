import type { Ask, Manner } from "../client.js";

/** Where a hop listens: a TCP port of 127.0.0.1, or the path of a Unix socket. */
export type Address = number | string;

/** What a hop is given for one recording. */
export interface Post {
  /** A folder of its own. */
  readonly folder: string;
  readonly listen: Address;
  /** Where the hops listen that it asks, in order. */
  readonly upstreams: readonly Address[];
}

/** A program that takes requests: a proxy, or a server at the end of the chain. */
export interface Hop {
  /** Unique in its chain. */
  readonly name: string;
  /** Programs that must be installed. */
  readonly programs: readonly string[];
  readonly prepare?: (post: Post) => void;
  readonly command: (post: Post) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A kill ends it as a whole, so a shell starts it again. Others have a master that makes new workers. */
  readonly isRestarted?: boolean;
}

/** A hop at its place in a chain. */
export interface Link {
  readonly hop: Hop;
  /** It listens on a Unix socket instead of a port. */
  readonly isUnix?: boolean;
  /** The places of the hops that it asks; the next one unless given. */
  readonly asks?: readonly number[];
}

/** What is known of one request before it is sent. */
export interface Step {
  readonly ask: Ask;
  /** The hop that loses bytes first; null if none does. */
  readonly loses: string | null;
  /** The hop that gives the client a proper end in spite of the loss. */
  readonly hides?: string;
  /** A hop that loses bytes which no client misses: its answer was not used, or was asked for again elsewhere. */
  readonly unfelt?: string;
  /** It ends before its head is whole, so that a proxy answers with an error in its place, or with nothing. */
  readonly isHeadless?: boolean;
  /** The same, or not: that depends on how the proxy reads it. */
  readonly mayBeHeadless?: boolean;
  /** The loss depends on timing: if the client got everything, nothing was lost. */
  readonly mayLose?: boolean;
}

/** One scenario: what the clients send over connections of their own, at the same time. */
export interface ChainPlay {
  readonly name: string;
  readonly connections: readonly (readonly Step[])[];
  readonly manner?: Manner;
  /** What happens when the first client has 20,000 bytes: a hop is killed, or a file of a hop is cut. */
  readonly act?: { readonly kills: string } | { readonly truncates: string };
  /** No other play runs beside it, because it harms all that are under way. */
  readonly isAlone?: boolean;
  /** The targets are the same in all its requests. */
  readonly isSameTarget?: boolean;
}

/** Hops from the client's side inwards, and what is asked of them. */
export interface Chain {
  readonly name: string;
  readonly links: readonly Link[];
  readonly plays: readonly ChainPlay[];
  /** The outermost hop speaks TLS with the client. */
  readonly isTls?: boolean;
  /** The client speaks HTTP/2, in the clear, one request a connection. */
  readonly isHttp2?: boolean;
}
