import type { Lab } from "../server.js";
import type { FramedProtocol, Witnessed } from "./witnessed.js";

/** What a play may use of the server that runs. */
export interface Stage {
  /** A TCP port of 127.0.0.1, or the path of a Unix socket. */
  readonly address: number | string;
  readonly lab: Lab;
  /** Kills all processes of the server at once. */
  readonly kill: () => void;
}

/** One scenario on one server. */
export interface Play {
  readonly name: string;
  /** It ends the server, so it gets a capture of its own. */
  readonly isFatal?: boolean;
  /** It gets a capture of its own, because nothing tells its streams from those of other scenarios. */
  readonly isAlone?: boolean;
  readonly run: (stage: Stage) => Promise<readonly Witnessed[]>;
}

/** A real server that speaks a protocol of records or frames. */
export interface FramedServer {
  readonly name: string;
  readonly protocol: FramedProtocol;
  readonly program: string;
  /** A shell command that fails if something else that the server needs is missing. */
  readonly test?: string;
  readonly version: readonly string[];
  readonly prepare?: (lab: Lab) => void;
  readonly command: (lab: Lab) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly socket?: (lab: Lab) => string;
  /** The command of its backend, which is not traced, if it is a proxy. */
  readonly backend?: (lab: Lab) => readonly string[];
  readonly plays: readonly Play[];
}
