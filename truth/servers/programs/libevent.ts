import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { program } from "../lab-program.js";

const HEADER = "/usr/include/event2/http.h"; // Debian's libevent-dev
const binary = (folder: string): string => join(folder, "evhttp-server");

export const libevent: Server = {
  name: "libevent's evhttp",
  program: "cc",
  test: `command -v cc && test -e ${HEADER}`,
  version: ["dpkg-query", "-W", "libevent-dev"],
  prepare: ({ folder }) => {
    execFileSync("cc", ["-O1", "-o", binary(folder), program("evhttp.c"), "-levent"]);
  },
  command: ({ folder, port }) => [binary(folder), String(port), join(folder, "files")],
  servesFiles: true,
  features: {
    ...app,
    ...streamed,
    upload: app.small,
    continue: app.small,
    chunked: { target: "/15000000/chunked" },
    "until-close": { target: "/15000000/chunked" },
  },
  extra: [{ name: "a buffer, slow reader", asks: [{ target: "/15000000/buffer" }], manner: { pause: 3, delay: 50 } }],
};
