import type { ChainReport, Path, PathExchange } from "./report.js";
import type { ChainTruth, RequestTruth } from "./truth.js";

/**
 * - `right`: the path's origin is a process of the hop that lost bytes first;
 * - `wrong`: it is a process of another hop;
 * - `undecided`: bytes were lost, and no path says at which hop;
 * - `false`: a path has an origin, and nothing was lost, or no request is known that it could be about. Of requests with one target, a path that
 *   does not reach the client may be about each that the same hop cut and that has no origin yet: so many such paths are not false;
 * - `healthy`: nothing was lost, and no path says otherwise.
 */
export type PathVerdict = "right" | "wrong" | "undecided" | "false" | "healthy";

/** What the paths say of one request. */
export interface PathComparison {
  readonly chain: string;
  readonly dialect: string;
  readonly way: string;
  /** Null for a path that is about no known request. */
  readonly request: RequestTruth | null;
  readonly paths: readonly Path[];
  readonly verdict: PathVerdict;
  /** Why it is not right, in words. */
  readonly why: string | null;
}

/** Compares the paths of a chain's captures with the truth. */
export function compareChain(truth: ChainTruth, report: ChainReport): PathComparison[] {
  const { chain, dialect, way } = truth;
  const paths = report.paths ?? [];
  const contradicted = new Set(truth.contradicted);
  const owners = new Map(paths.map((path) => [path, requestOf(path, truth, report)]));
  const own = (request: RequestTruth): Path[] => paths.filter((path) => owners.get(path) === request);
  const compared = truth.requests.map((request) => {
    const told = own(request);
    return { chain, dialect, way, request, paths: told, ...judge(request, told, truth) };
  });
  const strays = falseOnes(
    paths.filter((path) => isDecided(path) && !owners.get(path)),
    compared,
    truth,
  );
  return [
    ...compared,
    ...strays.map((path) => ({
      ...{ chain, dialect, way, request: null, paths: [path], verdict: "false" as const },
      why: `${path.id}: no request is known that it is about`,
    })),
  ].filter(({ request }) => !request || !contradicted.has(request));
}

/** The paths for which there is no lost request that they could be about: each request stands for one path. */
function falseOnes(paths: readonly Path[], compared: readonly PathComparison[], truth: ChainTruth): Path[] {
  const open = compared.filter(({ verdict }) => verdict === "undecided");
  return paths.filter((path) => {
    const targets = path.exchanges.map(({ target }) => target);
    const hop = hopOf(path, truth);
    const isAbout = ({ request }: PathComparison): boolean =>
      request?.originHop?.name === hop && targets.some((target) => mayBe(target, request.target));
    const index = open.findIndex(isAbout);
    if (index >= 0) open.splice(index, 1);
    return index < 0;
  });
}

/** True if a target is the one that was asked for, as far as the capture shows it: the rest may be hidden, or all of it. */
function mayBe(target: string | null, asked: string): boolean {
  return !target || target === asked || (target.endsWith("...") && asked.startsWith(target.slice(0, -3)));
}

/**
 * The request that a path is about: the only one of its target, or that of the client's connection. A hop that asks the next one may have
 * there the number of the port that a client has here.
 */
function requestOf({ exchanges }: Path, truth: ChainTruth, { connections }: ChainReport): RequestTruth | null {
  const all = [...truth.requests, ...truth.contradicted];
  const targets = new Set(exchanges.map(({ target }) => target));
  const named = all.filter(({ target }) => targets.has(target));
  if (named.length === 1) return named[0] ?? null;
  const [outermost] = exchanges;
  if (!truth.hops.some(({ place, pids }) => place === 0 && pids.includes(outermost?.process ?? Number.NaN)))
    return null;
  const line = connections.find(({ id, capture }) => id === outermost?.connection && capture === outermost.capture);
  const port = Number(line?.peer?.split(":").at(-1) ?? Number.NaN);
  const candidates = named.length > 0 ? named : all;
  return candidates.find((each) => each.port === port && each.index === outermost?.exchange) ?? null;
}

/** An exchange of a client says only that bytes were lost at its other end, or beyond it. */
function isDecided({ exchanges, origin }: Path): boolean {
  return origin !== null && exchanges[origin]?.role !== "client";
}

type Judgment = Pick<PathComparison, "verdict" | "why">;

function judge(request: RequestTruth, paths: readonly Path[], truth: ChainTruth): Judgment {
  const { originHop, unfeltHop } = request;
  const decided = paths.filter(isDecided);
  const isKnown = (name: string | null): boolean => name !== null && [originHop?.name, unfeltHop].includes(name);
  const elsewhere = decided.filter((path) => !isKnown(hopOf(path, truth)));
  const named = elsewhere.map((path) => `${path.id} says ${hopOf(path, truth) ?? "a process of no hop"}`).join(", ");
  if (!originHop) {
    return elsewhere.length > 0
      ? { verdict: "false", why: `${named}, but nothing was lost` }
      : { verdict: "healthy", why: null };
  }
  if (elsewhere.length > 0) return { verdict: "wrong", why: `${named}, but ${originHop.name} lost bytes first` };
  if (decided.some((path) => hopOf(path, truth) === originHop.name)) return { verdict: "right", why: null };
  const reasons = paths.map(({ undecided }) => undecided ?? "no reason");
  return { verdict: "undecided", why: paths.length === 0 ? "no path" : reasons.join(", ") };
}

/** The name of the hop whose process is a path's origin. */
function hopOf({ exchanges, origin }: Path, { hops }: ChainTruth): string | null {
  const exchange: PathExchange | undefined = exchanges[origin ?? -1];
  return hops.find(({ pids }) => exchange?.process != null && pids.includes(exchange.process))?.name ?? null;
}
