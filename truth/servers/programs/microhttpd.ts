import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { handled } from "../../server.js";
import { program } from "../lab-program.js";

const HEADER = "/usr/include/microhttpd.h"; // Debian's libmicrohttpd-dev
const binary = (folder: string): string => join(folder, "microhttpd-server");

const server = (name: string, mode: string): Server => ({
  name: `libmicrohttpd, ${name}`,
  program: "cc",
  test: `command -v cc && test -e ${HEADER}`,
  version: ["sh", "-c", "grep -h ^Version: /usr/lib/*/pkgconfig/libmicrohttpd.pc"],
  prepare: ({ folder }) => {
    execFileSync("cc", ["-O1", "-o", binary(folder), program("microhttpd.c"), "-lmicrohttpd"]);
  },
  command: ({ folder, port }) => [binary(folder), String(port), mode, join(folder, "files")],
  servesFiles: true,
  features: {
    ...handled,
    "until-close": { target: "/15000000/chunked" },
    broken: { target: "/15000000/broken" },
  },
  extra: [
    { name: "from a callback, slow reader", asks: [{ target: "/15000000/callback" }], manner: { pause: 3, delay: 50 } },
    { name: "a buffer, slow reader", asks: [{ target: "/15000000/buffer" }], manner: { pause: 3, delay: 50 } },
  ],
});

export const microhttpdEpoll = server("epoll", "epoll");
export const microhttpdThreads = server("a thread a connection", "threads");
