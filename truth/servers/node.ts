import type { Server } from "../server.js";
import { app, handled } from "../server.js";
import { program } from "./lab-program.js";

export const node: Server = {
  name: "node",
  program: "node",
  version: ["node", "--version"],
  command: ({ port }) => ["node", program("node-server.mjs"), String(port)],
  features: {
    ...handled,
    range: app.small,
    trailers: { target: "/60000/trailers" },
    "until-close": { target: "/15000000/until-close" },
    broken: { target: "/15000000/destroy" },
  },
};
