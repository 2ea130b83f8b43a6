import type { ChainPlay, Step } from "./chain.js";
import { cut, killed, leaving, several, told, whole } from "./steps.js";

const HEADLESS = { isHeadless: true };
const hidden = (hider?: string): Pick<Step, "hides"> => (hider ? { hides: hider } : {});
const BODY = Buffer.alloc(100_000, "u");

/**
 * What the lab's node origin does, asked through any proxies.
 *
 * @param hider the hop that ends its own chunks properly if those of its upstream stop
 */
export function nodePlays(origin = "origin", hider?: string): ChainPlay[] {
  return [
    several("healthy", whole("/300000/whole")),
    several("healthy, chunked", whole("/200000/chunked")),
    several("upload", whole("/100000/whole", { method: "POST", body: BODY })),
    several("upload, origin closes", {
      ...cut("/200000/close", origin),
      ask: { method: "POST", target: "/200000/close", body: BODY },
    }),
    several("origin shuts", cut("/300000/shut", origin)),
    several("origin closes", cut("/1000000/close", origin)),
    several("origin resets", cut("/300000/reset", origin)),
    several("origin cuts chunks", cut("/200000/cut-chunks", origin, hidden(hider))),
    several("origin says nothing", cut("/1000/none", origin, HEADLESS), 1),
    several("origin cuts its head", cut("/1000/half-head", origin, HEADLESS), 1),
    ...leaving("/400000/paced"),
    several("origin exits", cut("/400000/exit", origin), 1, { isAlone: true }),
    killed(origin, "/400000/paced"),
  ];
}

/** What the lab's node proxy loses or hides by itself, in front of the node origin. */
export function proxyPlays(proxy = "node-proxy", origin = "origin"): ChainPlay[] {
  const hides = { hides: proxy };
  return [
    several(`${proxy} destroys`, told(proxy, "destroy", cut("/300000/whole", proxy))),
    several(`${proxy} shuts`, told(proxy, "shut", cut("/1000000/whole", proxy))),
    several(`${proxy} idles`, told(proxy, "idle", cut("/300000/stall", proxy))),
    several(`${proxy} ends the chunks`, told(proxy, "hide-chunks", cut("/300000/close", origin, hides))),
    several(`${proxy} counts anew`, told(proxy, "hide-length", cut("/300000/reset", origin, hides))),
    several(`${proxy} answers 502`, told(proxy, "bad-gateway", cut("/300000/shut", origin, hides))),
    several(`${proxy} hides nothing`, told(proxy, "hide-length", whole("/300000/whole"))),
  ];
}

/** A hop whose own timeout ends a response that its upstream does not go on with. */
export const timedOut = (hop: string, silent = "/300000/stall"): ChainPlay =>
  several(`${hop} times out`, cut(silent, hop));

/** What gunicorn's application does. Asked in HTTP/1.0, it has no chunks whose end could be missing. */
export function gunicornPlays(isOld: boolean, hider?: string): ChainPlay[] {
  const origin = "gunicorn";
  return [
    several("healthy", whole("/300000")),
    several("healthy, chunked", whole("/200000/chunked")),
    several("upload", whole("/100000", { method: "POST", body: BODY })),
    several("origin sends half", cut("/300000/short", origin), 3),
    ...(isOld ? [] : [several("application fails", cut("/20/dies", origin, hidden(hider)))]),
    ...leaving("/400000/paused"),
    several("origin times out", cut("/300000/hang", origin)),
    killed(origin, "/300000/hang"),
  ];
}

/** What php-fpm's script does. */
export function phpPlays(isImpatient: boolean): ChainPlay[] {
  const origin = "php-fpm";
  return [
    several("healthy", whole("/300000")),
    several("upload", whole("/100000", { method: "POST", body: BODY })),
    several("origin sends half", cut("/300000/short", origin), 3),
    ...leaving("/400000/paused"),
    ...(isImpatient ? [several("origin times out", cut("/300000/hang", origin))] : []),
    killed(origin, "/300000/hang"),
  ];
}

/** What the lab's program with one bug a path does. It serves one connection at a time. */
export function brokenPlays(): ChainPlay[] {
  const origin = "broken";
  const bugs = ["short-write", "eagain-dropped", "shut-rdwr", "too-little", "no-last-chunk", "sendfile-short"];
  return [
    several("healthy, forked", whole("/300000/forked")),
    several("healthy, dup closed", whole("/300000/dup-closed")),
    ...bugs.map((bug) => several(bug, cut(`/1000000/${bug}`, origin), 1)),
    several("linger-zero", cut("/1000000/linger-zero", origin, { mayLose: true }), 1),
    several("half-a-head", cut("/1000/half-a-head", origin, HEADLESS), 1),
  ];
}

/** What nginx does with its files: one is cut while it is sent. */
export function filePlays(): ChainPlay[] {
  const origin = "files";
  const truncated: ChainPlay = {
    name: "file cut",
    connections: [[cut("/400000", origin)], [cut("/400000", origin)]],
    act: { truncates: origin },
    isAlone: true,
  };
  return [several("healthy", whole("/20000"), 4), ...leaving("/400000"), truncated, killed(origin, "/400000")];
}

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
    several("first fails, second closes", told(first, "none", cut("/200000/close", second)), 3),
    several("first fails, second shuts", told(first, "half-head", cut("/200000/shut", second)), 3),
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

/** hyper's early shutdown, which a slow reader meets. */
export function hyperPlays(): ChainPlay[] {
  const body = Buffer.alloc(1000, "u");
  const asked = { method: "POST", target: "/3000000", body, isChunked: true } as const;
  return [
    several("healthy", whole("/300000")),
    several("early shutdown", { ask: asked, loses: "hyper", mayLose: true }, 4, { manner: { delay: 60, pause: 1 } }),
  ];
}
