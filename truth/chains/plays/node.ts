import type { ChainPlay } from "../chain.js";
import { cut, HEADLESS, hidden, killed, leaving, several, told, UPLOAD, whole } from "../steps.js";

/**
 * What the lab's node origin does, asked through any proxies.
 *
 * @param hider the hop that ends its own chunks properly if those of its upstream stop
 */
export function nodePlays(origin = "origin", hider?: string): ChainPlay[] {
  return [
    several("healthy", whole("/300000/whole")),
    several("healthy, chunked", whole("/200000/chunked")),
    several("upload", whole("/100000/whole", { method: "POST", body: UPLOAD })),
    several("upload, origin closes", {
      ...cut("/200000/close", origin),
      ask: { method: "POST", target: "/200000/close", body: UPLOAD },
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
