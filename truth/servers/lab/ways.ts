import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { program } from "../lab-program.js";

const HEADER = "/usr/include/liburing.h"; // Debian's liburing-dev
const WAYS = [
  ...["plain", "more", "cork", "vector", "messages", "trickled", "pwritev2", "threads", "duplicate", "child", "linger"],
  ...["polled", "interrupted", "timed", "zerocopy", "sendfile", "splice", "vmsplice", "ring", "chunks", "chunkfile"],
];
const slow = { pause: 3, delay: 50 };
const big = (way: string): { target: string } => ({ target: `/3000000/${way}` });

/** The calls that put bytes into a socket, each with a whole body and with half of one. */
export const ways: Server = {
  name: "every way to send",
  program: "cc",
  test: `command -v cc && test -e ${HEADER}`,
  version: ["cc", "--version"],
  prepare: ({ folder }) => {
    const sources = ["ways.c", "ways-by-memory.c", "ways-by-file.c"].map(program);
    execFileSync("cc", ["-O1", "-o", join(folder, "ways"), ...sources, "-luring", "-lpthread"]);
  },
  command: ({ folder, port }) => [join(folder, "ways"), String(port)],
  features: {},
  extra: WAYS.flatMap((way) => [
    { name: `${way}, small`, asks: [{ target: `/1000/${way}` }, { target: `/1000/${way}` }] },
    { name: way, asks: [big(way), big(way)], manner: slow },
    { name: `${way}, half of it`, asks: [big(`${way}/cut`)], manner: slow },
    { name: `${way}, a small half`, asks: [{ target: `/1000/${way}/cut` }] },
    {
      name: `${way}, the client resets`,
      asks: [big(way)],
      manner: { ...slow, leave: { after: 300_000, how: "reset" as const } },
    },
    {
      name: `${way}, the client leaves`,
      asks: [big(way)],
      manner: { ...slow, leave: { after: 300_000, how: "half-close, then leave" as const } },
    },
  ]),
};
