import type { ChainPlay } from "../chain.js";
import { cut, HEADLESS, hidden, killed, leaving, several, UPLOAD, whole } from "../steps.js";

/** What gunicorn's application does. Asked in HTTP/1.0, it has no chunks whose end could be missing. */
export function gunicornPlays(isOld: boolean, hider?: string): ChainPlay[] {
  const origin = "gunicorn";
  return [
    several("healthy", whole("/300000")),
    several("healthy, chunked", whole("/200000/chunked")),
    several("upload", whole("/100000", { method: "POST", body: UPLOAD })),
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
    several("upload", whole("/100000", { method: "POST", body: UPLOAD })),
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

/** hyper's early shutdown, which a slow reader meets. */
export function hyperPlays(): ChainPlay[] {
  const body = Buffer.alloc(1000, "u");
  const asked = { method: "POST", target: "/3000000", body, isChunked: true } as const;
  return [
    several("healthy", whole("/300000")),
    several("early shutdown", { ask: asked, loses: "hyper", mayLose: true }, 4, { manner: { delay: 60, pause: 1 } }),
  ];
}
