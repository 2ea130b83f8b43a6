import type { Server } from "../server.js";
import { app } from "../server.js";
import { program } from "./lab-program.js";

export const node: Server = {
  name: "node",
  program: "node",
  version: ["node", "--version"],
  command: ({ port }) => ["node", program("node-server.mjs"), String(port)],
  features: {
    ...app,
    range: app.small,
    upload: app.small,
    continue: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    trailers: { target: "/60000/trailers" },
    "until-close": { target: "/15000000/until-close" },
    short: { target: "/15000000/short" },
    broken: { target: "/15000000/destroy" },
  },
};
