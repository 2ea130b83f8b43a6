import type { Ask, Manner } from "./client.js";
import type { Feature } from "./scenarios.js";

/** Where a server finds its files and where it listens. */
export interface Lab {
  readonly folder: string;
  readonly port: number;
  /** A server that a proxy passes requests on to. */
  readonly backend: number;
}

/** A real server: how it is started, and which target answers which scenario. */
export interface Server {
  readonly name: string;
  /** The program that must be installed. */
  readonly program: string;
  /** A shell command that fails where something besides the program is missing. */
  readonly test?: string;
  readonly version: readonly string[];
  /** Writes configuration, builds what must be built. */
  readonly prepare?: (lab: Lab) => void;
  readonly command: (lab: Lab) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly features: Partial<Readonly<Record<Feature, Ask>>>;
  /** Scenarios of its own. */
  readonly extra?: readonly { readonly name: string; readonly asks: readonly Ask[]; readonly manner?: Manner }[];
  /** A Unix socket instead of the port. */
  readonly socket?: (lab: Lab) => string;
  /** Sends files of `files/`, so that one can be truncated meanwhile. */
  readonly servesFiles?: boolean;
  /** Needs node's lab server behind it. */
  readonly isProxy?: boolean;
}

/** The targets that every program of `lab/` knows. */
export const app = {
  small: { target: "/1000" },
  big: { target: "/15000000" },
  missing: { target: "/nothing" },
  "204": { target: "/204" },
  "304": { target: "/304" },
} as const;

/** And what those that run a handler of ours know besides. */
export const handled = {
  ...app,
  upload: app.small,
  continue: app.small,
  unread: { target: "/1000/unread" },
  chunked: { target: "/15000000/chunked" },
  short: { target: "/15000000/short" },
} as const;
