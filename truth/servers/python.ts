import type { Server } from "../server.js";
import { app } from "../server.js";
import { PYTHON, program } from "./lab-program.js";

export const python: Server = {
  name: "python http.server",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }) => [PYTHON, program("python-server.py"), String(port)],
  features: {
    ...app,
    range: app.small,
    upload: app.small,
    continue: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    "until-close": { target: "/15000000/until-close" },
    short: { target: "/15000000/short" },
  },
};
