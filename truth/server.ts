import type { Ask, Manner } from "./client.js";
import type { Fetched } from "./fetched.js";
import type { Feature } from "./scenarios.js";

/** The folder with the files of a server, and its ports. */
export interface Lab {
  readonly folder: string;
  readonly port: number;
  /** The port of the server that a proxy forwards requests to. */
  readonly backend: number;
}

/** A real server: how to start it, and which of its targets serve which scenario. */
export interface Server {
  readonly name: string;
  /** The program that must be installed. */
  readonly program: string;
  /** The package that the program comes from; the harness fetches it. */
  readonly fetched?: Fetched;
  /** A shell command that fails if something else that the server needs is missing. */
  readonly test?: string;
  readonly version: readonly string[];
  /** Writes the configuration, and builds the server if necessary. */
  readonly prepare?: (lab: Lab) => void;
  readonly command: (lab: Lab) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly features: Partial<Readonly<Record<Feature, Ask>>>;
  /** Scenarios for this server only. */
  readonly extra?: readonly { readonly name: string; readonly asks: readonly Ask[]; readonly manner?: Manner }[];
  /** The path of the Unix socket that the server listens on instead of the port. */
  readonly socket?: (lab: Lab) => string;
  /** True if it sends files from `files/`, so that a scenario can truncate one while it is sent. */
  readonly servesFiles?: boolean;
  /** True if it is a proxy: node's lab server runs as its backend. */
  readonly isProxy?: boolean;
}

/** The targets that every program in `lab/` serves. */
export const app = {
  small: { target: "/1000" },
  big: { target: "/15000000" },
  missing: { target: "/nothing" },
  "204": { target: "/204" },
  "304": { target: "/304" },
} as const;

/** What shows who left: a response with a pause in its body, and event streams. */
export const streamed = {
  paused: { target: "/200000/paused" },
  events: { target: "/20/events" },
  "dying-events": { target: "/20/dies" },
} as const;

/** The targets of the programs in `lab/` that run a handler of this project. */
export const handled = {
  ...app,
  upload: app.small,
  continue: app.small,
  unread: { target: "/1000/unread" },
  chunked: { target: "/15000000/chunked" },
  short: { target: "/15000000/short" },
  ...streamed,
} as const;
