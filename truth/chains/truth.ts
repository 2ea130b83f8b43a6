/** A hop, as it ran. */
export interface RanHop {
  readonly name: string;
  /** Its place from the client's side. */
  readonly place: number;
  /** The process that its command became; a shell if the hop is started again after a kill. */
  readonly root: number;
  /** Its processes and their threads. */
  readonly pids: readonly number[];
  /** The file name of the capture that shows it. */
  readonly capture: string;
}

/** What is known of one request, from the client and from what the harness did to the hops. */
export interface RequestTruth {
  readonly id: number;
  readonly play: string;
  readonly target: string;
  /** The client's TCP port, and the place of the request on its connection. */
  readonly port: number | null;
  readonly index: number;
  readonly status: number | null;
  readonly declared: number | null;
  /** Body bytes. */
  readonly received: number;
  /** The response ended as its framing says. */
  readonly isClean: boolean;
  /** How the client itself ended the connection in mid-response. */
  readonly left: string | null;
  /** The hop at which bytes were lost first; null if nothing was lost. */
  readonly originHop: { readonly name: string; readonly pid: number } | null;
  /** A hop gave the client a proper end in spite of the loss. */
  readonly hidden: boolean;
  /** A hop that lost bytes which the client did not miss. */
  readonly unfeltHop: string | null;
}

/** The truth of one recording. */
export interface ChainTruth {
  readonly chain: string;
  readonly dialect: string;
  readonly flags: string;
  /** together: one strace over a shell that starts all hops; attached: one strace -p; separate: a strace for each hop. */
  readonly way: Way;
  /** File names, in the order in which they are checked. */
  readonly captures: readonly string[];
  readonly hops: readonly RanHop[];
  readonly requests: readonly RequestTruth[];
  /** Requests whose outcome contradicts what the scenario was to do. They are not compared. */
  readonly contradicted: readonly RequestTruth[];
}

/** How the hops of a chain come into captures. */
export type Way = "together" | "separate" | "attached";
