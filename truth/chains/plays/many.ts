import type { ChainPlay } from "../chain.js";
import { cut, several, told, whole } from "../steps.js";

/** Many requests over few connections, of which the last of some is cut. */
export function poolPlays(origin = "origin"): ChainPlay[] {
  const asks = [1000, 40_000, 3000, 100_000, 20_000].map((size) => whole(`/${size}/whole`));
  const closes = ["/200000/close", "/100000/shut", "/300000/reset", "/100000/cut-chunks"];
  return [
    { name: "kept connections", connections: Array.from({ length: 4 }, () => [...asks, ...asks]) },
    { name: "kept connections, the last is cut", connections: closes.map((each) => [...asks, cut(each, origin)]) },
    { name: "kept connections, cut again", connections: closes.map((each) => [...asks, cut(each, origin)]) },
  ];
}

/** Twenty requests of one target at the same time, some of which are cut. */
export function samePlays(origin = "origin"): ChainPlay[] {
  const target = "/150000/whole";
  const some = (count: number): ChainPlay["connections"] =>
    Array.from({ length: 20 }, (_, index) => [
      index % 20 < count ? told(origin, "close", cut(target, origin)) : whole(target),
    ]);
  return [8, 19, 1].map((count) => ({
    name: `${count} of 20 are cut`,
    connections: some(count),
    isSameTarget: true,
    isAlone: true,
  }));
}

/** A second upstream takes over when the first fails. */
export function retryPlays(first = "first", second = "second"): ChainPlay[] {
  const failed = { unfelt: first };
  return [
    several("healthy", whole("/200000/whole")),
    several("first says nothing", told(first, "none", { ...whole("/200000/whole"), ...failed })),
    several("first cuts its head", told(first, "half-head", { ...whole("/200000/whole"), ...failed })),
    several("first cuts its body", told(first, "close", cut("/200000/whole", first)), 3),
    several("first fails, second closes", told(first, "none", { ...cut("/200000/close", second), ...failed }), 3),
    several("first fails, second shuts", told(first, "half-head", { ...cut("/200000/shut", second), ...failed }), 3),
  ];
}

/** A second upstream gets each request, too, and its answer is dropped. */
export function mirrorPlays(origin = "origin", mirror = "mirror"): ChainPlay[] {
  return [
    several("healthy", whole("/200000/whole")),
    several("mirror closes", told(mirror, "close", { ...whole("/200000/whole"), unfelt: mirror })),
    several("mirror says nothing", told(mirror, "none", { ...whole("/200000/whole"), unfelt: mirror })),
    several("origin closes", told(origin, "close", cut("/200000/whole", origin)), 4),
    several("origin resets", told(origin, "reset", cut("/200000/whole", origin)), 4),
  ];
}
