import { UnflushedError } from "../../errors.js";
import { type ClientParameters, FAMOUS, type ServerParameters, type SimulationParameters } from "./parameters.js";
import type { PrintedDialect } from "./strace/dialects.js";

/** A simulation as a user asks for it: one server, and clients that are all alike. */
export interface SimulationCase extends ServerParameters, Omit<ClientParameters, "arrival" | "bodies"> {
  readonly body: number;
  readonly connections: number;
  /** Requests of each connection. */
  readonly requests: number;
  readonly seed: number;
}

const { bodies, arrival: _, ...famousClient } = FAMOUS.client;

/** The well-known case, as the command runs it if nobody says more. */
export const USUAL_CASE: SimulationCase = {
  ...FAMOUS.server,
  ...famousClient,
  body: bodies[0] ?? 0,
  connections: 1,
  requests: 1,
  seed: 1,
};

const MOST = { connections: 1_000, requests: 1_000, threads: 256 } as const;
const MOST_BYTES = 10e9;
const MOST_WRITES = 100_000;
const MOST_CHUNKS = 1_000_000;
/** Microseconds between one connection and the next. */
const APART = 230;

/**
 * Makes the parameters of a case.
 *
 * @throws UnflushedError (`usage`) if a value is out of range, or if the simulation would take too long
 */
export function parametersOf(wanted: SimulationCase): SimulationParameters {
  const { body, upload, readRate, delay, jitter, timeout, abortAfter, connections, requests, seed, ...server } = wanted;
  for (const [name, most] of Object.entries(MOST)) {
    const value = wanted[name as keyof typeof MOST];
    if (value < 1 || value > most) throw usage(`--${name} ${value} is out of range: give a number from 1 to ${most}`);
  }
  if (server.sndbuf < 1) throw usage("--sndbuf 0 holds nothing: give the bytes of a socket buffer, such as 219264");
  if (server.chunk < 1) throw usage("--chunk 0 holds nothing: give the body bytes of a chunk, such as 64KiB");
  const total = body * connections * requests;
  if (total > MOST_BYTES)
    throw usage("more than 10 GB of bodies: give a smaller --body, or fewer --connections or --requests");
  if (total / server.sndbuf > MOST_WRITES) {
    throw usage("that body takes more than 100,000 writes: give a larger --sndbuf, or a smaller --body");
  }
  if (server.framing === "chunked" && total / server.chunk > MOST_CHUNKS) {
    throw usage("that body takes more than 1,000,000 chunks: give a larger --chunk, or a smaller --body");
  }
  const bodies = new Array<number>(requests).fill(body);
  const clients = Array.from({ length: connections }, (_, index) => {
    return {
      arrival: FAMOUS.client.arrival + index * APART,
      bodies,
      upload,
      readRate,
      delay,
      jitter,
      timeout,
      abortAfter,
    };
  });
  return { server, clients, seed, stop: null };
}

/**
 * Refuses a simulation that strace could not print.
 *
 * @throws UnflushedError (`usage`) if the dialect has no -f, and the server has several threads
 */
export function requirePrintable({ threads }: ServerParameters, dialect: PrintedDialect): void {
  if (dialect.pid !== "none" || threads === 1) return;
  throw usage("strace without -f sees one thread only: add --threads 1, or choose another --dialect");
}

function usage(message: string): UnflushedError {
  return new UnflushedError("usage", message);
}
