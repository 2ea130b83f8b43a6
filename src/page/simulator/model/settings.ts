import { UnflushedError } from "../../../errors.js";
import { parametersOf, requirePrintable, type SimulationCase, USUAL_CASE } from "../../../tools/simulate/case.js";
import { DIALECTS, type DialectName } from "../../../tools/simulate/strace/dialects.js";

/** How fast the page plays: 1 shows a whole run in ten seconds. */
export const PLAY_SPEEDS = [0.25, 0.5, 1, 2] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];

/** A case as the page keeps it: without a number of threads, the dialect decides. */
export type PageCase = Omit<SimulationCase, "threads"> & { readonly threads: number | null };

/** All that a link to the page holds. */
export interface SimulatorSettings {
  readonly wanted: PageCase;
  readonly dialect: DialectName;
  /** The moment shown, in microseconds since the first client connected; null for the end, or to play from the start. */
  readonly at: number | null;
  readonly speed: PlaySpeed;
}

export const USUAL_SETTINGS: SimulatorSettings = {
  wanted: { ...USUAL_CASE, threads: null },
  dialect: "standard",
  at: null,
  speed: 1,
};

const MOST_WRITES = 2_000;
const MOST_CHUNKS = 20_000;
const MOST_EXCHANGES = 100;

/** The case that the command would run: threads as it chooses them. */
export function simulationCase({ wanted, dialect }: SimulatorSettings): SimulationCase {
  const threads = DIALECTS[dialect].pid === "none" ? 1 : USUAL_CASE.threads;
  return { ...wanted, threads: wanted.threads ?? threads };
}

/**
 * Refuses what the command refuses, and what would make a page slow.
 *
 * @throws UnflushedError (`usage`)
 */
export function requireShown(settings: SimulatorSettings): void {
  const wanted = simulationCase(settings);
  requirePrintable(parametersOf(wanted).server, DIALECTS[settings.dialect]);
  const exchanges = wanted.connections * wanted.requests;
  const total = wanted.body * exchanges;
  if (exchanges > MOST_EXCHANGES) {
    throw beyond(`shows at most ${MOST_EXCHANGES} responses: give fewer --connections or --requests`);
  }
  if (total / wanted.sndbuf > MOST_WRITES) {
    throw beyond("shows at most 2,000 full socket buffers: give a smaller --body, or a larger --sndbuf");
  }
  if (wanted.framing === "chunked" && total / wanted.chunk > MOST_CHUNKS) {
    throw beyond("shows at most 20,000 chunks: give a smaller --body, or a larger --chunk");
  }
}

function beyond(what: string): UnflushedError {
  return new UnflushedError("usage", `this page ${what}, or use the command`);
}
