import { type Fetched, fetchedPath } from "../../fetched.js";
import type { Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { program } from "../lab-program.js";

const fetched: Fetched = {
  package: "@oven/bun-linux-x64",
  version: "1.4.5",
  integrity: "sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
  program: "bin/bun",
};

export const bun: Server = {
  name: "bun",
  program: fetchedPath(fetched),
  fetched,
  version: [fetchedPath(fetched), "--version"],
  command: ({ port }) => [fetchedPath(fetched), program("fetch-server.mjs"), String(port)],
  features: {
    ...app,
    ...streamed,
    upload: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    broken: { target: "/15000000/broken" },
  },
};
