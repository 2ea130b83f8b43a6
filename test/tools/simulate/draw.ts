import fc from "fast-check";
import {
  type ClientParameters,
  POLICIES,
  type ServerParameters,
  type SimulationParameters,
  WRITE_CALLS,
} from "../../../src/tools/simulate/parameters.js";
import { DIALECTS, type PrintedDialect } from "../../../src/tools/simulate/strace/dialects.js";

/** A model and the dialect that strace writes it in. */
export interface Drawn {
  readonly parameters: SimulationParameters;
  readonly dialect: PrintedDialect;
}

const FULL = DIALECTS.standard.calls;
const dialect: fc.Arbitrary<PrintedDialect> = fc.oneof(
  fc.record({
    options: fc.constant("drawn"),
    pid: fc.constantFrom("brackets" as const, "column" as const, "none" as const),
    time: fc.constantFrom("-tt" as const, "-ttt" as const, "-r" as const, "none" as const),
    decoration: fc.constantFrom("none" as const, "-y" as const, "-yy" as const),
    stringLimit: fc.constantFrom(32, 64, 128, 128, 256, 256),
    hasDurations: fc.boolean(),
    calls: fc.constant(FULL),
  }),
  fc.constantFrom(...Object.values(DIALECTS)),
);

/** Sizes of all magnitudes, edges included. */
const size = (max: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: Math.min(max, 40_000) }),
    fc.integer({ min: 0, max }),
  );

const client = (sndbuf: number): fc.Arbitrary<ClientParameters> =>
  fc.record({
    arrival: fc.integer({ min: 500, max: 3_000 }),
    bodies: fc.array(size(sndbuf * 6), { minLength: 1, maxLength: 3 }),
    upload: fc.constantFrom(0, 0, 0, 500, 30_000),
    readRate: fc.oneof(
      fc.double({ min: 4, max: 10, noNaN: true }).map((power) => Math.round(10 ** power)),
      fc.constant(0),
    ),
    delay: fc.constantFrom(0, 0, 0, 50, 5_000, 100_000, 2_000_000, 40_000_000),
    jitter: fc.constantFrom(0, 0.3, 0.9),
    timeout: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 2_000_000 })) },
    ),
    abortAfter: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: size(sndbuf * 3) }),
  });

const server: fc.Arbitrary<ServerParameters> = fc.record({
  policy: fc.constantFrom(...POLICIES),
  call: fc.constantFrom(...WRITE_CALLS),
  ending: fc.constantFrom("shutdown" as const, "shutdown" as const, "close" as const),
  framing: fc.constantFrom("content-length" as const, "chunked" as const),
  chunk: fc.integer({ min: 1, max: 70_000 }),
  transport: fc.constantFrom("tcp" as const, "unix" as const),
  sndbuf: fc.oneof(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 400, max: 400_000 }), fc.constant(219_264)),
  threads: fc.integer({ min: 1, max: 5 }),
  callCost: fc.integer({ min: 4, max: 200 }),
});

const stop: fc.Arbitrary<SimulationParameters["stop"]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 60_000_000 })),
      by: fc.constantFrom("kill" as const, "detach" as const),
    }),
  },
);

/** What strace can print of them, with what is left out: see `possible`. */
export const drawn: fc.Arbitrary<Drawn> = server
  .chain((made) =>
    fc.record({
      dialect,
      parameters: fc.record({
        server: fc.constant({ ...made, chunk: Math.max(made.chunk, Math.ceil((made.sndbuf * 6) / 200)) }),
        clients: fc.array(client(made.sndbuf), { minLength: 1, maxLength: 6 }),
        seed: fc.integer({ min: 0, max: 2 ** 31 }),
        stop,
      }),
    }),
  )
  .map(possible)
  .filter(({ parameters, dialect: drawnDialect }) => isProvable(parameters, drawnDialect));

/** Without -f strace sees one thread, and prints no pid. */
function possible({ dialect: made, parameters }: Drawn): Drawn {
  if (made.pid !== "none") return { dialect: made, parameters };
  return { dialect: made, parameters: { ...parameters, server: { ...parameters.server, threads: 1 } } };
}

/**
 * Leaves out what the model has no word on. A filter without `close` shows no ending but SHUT_WR, and no peer that
 * leaves; one that hides the writes is the command's test. Whether a close long after a shutdown still resets is for
 * the client to say. In a flat buffer, and in a list that -s cuts, chunk sizes go unseen.
 */
function isProvable(
  { server, clients, stop: stopped }: SimulationParameters,
  { calls, stringLimit }: PrintedDialect,
): boolean {
  if (calls !== null && !calls.has(server.call)) return false;
  if (calls !== null && (server.ending === "close" || stopped !== null)) return false;
  const isPlain = (client: ClientParameters): boolean =>
    client.abortAfter === null && client.timeout === null && client.readRate > 0 && client.upload === 0;
  if (calls !== null && !clients.every(isPlain)) return false;
  if (clients.some(({ upload, timeout }) => upload > 0 && timeout !== null)) return false;
  if (server.framing === "chunked") return server.call === "writev" && stringLimit >= 64;
  return true;
}
