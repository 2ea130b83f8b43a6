import { type Fetched, fetchedPath } from "../../fetched.js";
import type { Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { program } from "../lab-program.js";

const fetched: Fetched = {
  package: "@deno/linux-x64-glibc",
  version: "2.9.6",
  integrity: "sha512-3md4TKLCuzsLDmfOoC5KN7NAZaxSVkMgm64vg6foD00JBADCpYS2/5QqXfzgnP5ZQz3iLP9vBQJtEgc116OAoQ==",
  program: "deno",
};

export const deno: Server = {
  name: "deno",
  program: fetchedPath(fetched),
  fetched,
  version: [fetchedPath(fetched), "--version"],
  command: ({ port }) => [
    fetchedPath(fetched),
    "run",
    "--allow-net",
    "--no-lock",
    program("fetch-server.mjs"),
    String(port),
  ],
  env: { DENO_NO_UPDATE_CHECK: "1" },
  features: {
    ...app,
    ...streamed,
    upload: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    broken: { target: "/15000000/broken" },
  },
};
