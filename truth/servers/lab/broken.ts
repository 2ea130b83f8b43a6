import type { Ask } from "../../client.js";
import type { Server } from "../../server.js";
import { PYTHON, program } from "../lab-program.js";

const slow = { pause: 3, delay: 100 };
/** A body larger than what the program reads of a request that it refuses. */
const LONG = `X-Long: ${"x".repeat(100)}`;
const big = (bug: string): readonly Ask[] => [{ target: `/3000000/${bug}` }];

export const broken: Server = {
  name: "programs with one bug each",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }) => [PYTHON, program("broken.py"), String(port)],
  features: {},
  extra: [
    { name: "short write never retried", asks: big("short-write"), manner: slow },
    { name: "EAGAIN dropped, then close", asks: big("eagain-dropped"), manner: slow },
    { name: "close with unread request bytes", asks: [{ target: "/3000000/unread", fields: [LONG] }], manner: slow },
    { name: "SO_LINGER 0", asks: big("linger-zero"), manner: slow },
    { name: "SHUT_RDWR early", asks: big("shut-rdwr"), manner: slow },
    { name: "too little body", asks: [{ target: "/1000/too-little" }] },
    { name: "too much body", asks: [{ target: "/1000/too-much" }] },
    { name: "no last chunk", asks: [{ target: "/1000/no-last-chunk" }] },
    { name: "sendfile's short count ignored", asks: big("sendfile-short"), manner: slow },
    { name: "half a head", asks: [{ target: "/0/half-a-head" }] },
    {
      name: "stalls until the client gives up",
      asks: big("stalls"),
      manner: { ...slow, leave: { after: 100_000, how: "reset" } },
    },
    { name: "innocent: the parent closes its copy", asks: big("forked"), manner: slow },
    { name: "innocent: a dup is closed early", asks: big("dup-closed"), manner: slow },
    { name: "innocent: passed to another process", asks: big("passed"), manner: slow },
  ],
};
