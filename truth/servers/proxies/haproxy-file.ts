import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What one HAProxy does: it listens at `bind`, and passes everything to `server`. */
export interface HaproxyPlan {
  /** An address, and how it is spoken to: `127.0.0.1:80 proto h2`. */
  readonly bind: string;
  /** The same of the server behind it. */
  readonly server: string;
  /** Further lines of its backend. */
  readonly backend?: readonly string[];
  /** Seconds of silence of its server after which it gives up; 20 if not given. */
  readonly timeout?: number;
}

const fileIn = (folder: string): string => join(folder, "haproxy.cfg");

/** Writes HAProxy's configuration into this folder. */
export function configureHaproxy(folder: string, { bind, server, backend = [], timeout = 20 }: HaproxyPlan): void {
  writeFileSync(
    fileIn(folder),
    `global
  maxconn 500
  nbthread 2
defaults
  mode http
  timeout connect 5s
  timeout client 20s
  timeout server ${timeout}s
frontend in
  bind ${bind}
  default_backend out
backend out
${[...backend, `server next ${server}`].map((line) => `  ${line}\n`).join("")}`,
  );
}

/** Starts HAProxy with the configuration in this folder. */
export const haproxyCommand = ({ folder }: { readonly folder: string }): string[] => [
  ...["haproxy", "-db", "-f", fileIn(folder)],
];
