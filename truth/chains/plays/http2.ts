import type { ChainPlay } from "../chain.js";
import { cut, HEADLESS, killed, leaving, several, UPLOAD, whole } from "../steps.js";

/** A proxy that reads the head together with the end may drop both. */
const DROPPED = { mayBeHeadless: true } as const;

/** What the lab's origin in HTTP/2 does. What ends its connection harms all of its streams, so nothing else is asked then. */
export function http2Plays(origin = "origin"): ChainPlay[] {
  const alone = { isAlone: true };
  return [
    several("healthy", whole("/300000/whole")),
    several("healthy, chunked", whole("/200000/chunked")),
    several("upload", whole("/100000/whole", { method: "POST", body: UPLOAD })),
    several("origin ends a stream", cut("/300000/short", origin, DROPPED), 3),
    several("origin resets a stream", cut("/300000/rst", origin, DROPPED), 3),
    several("origin resets a small one", cut("/1000/rst", origin, DROPPED)),
    several("origin cancels a stream", cut("/300000/refused", origin, DROPPED)),
    several("origin says nothing", cut("/1000/none", origin, HEADLESS), 1),
    ...leaving("/400000/paced"),
    several("origin closes", cut("/300000/close", origin), 2, alone),
    several("origin resets", cut("/300000/reset", origin), 2, alone),
    several("origin goes away", cut("/300000/goaway", origin), 1, alone),
    several("origin exits", cut("/400000/exit", origin), 1, alone),
    killed(origin, "/400000/paced"),
  ];
}
