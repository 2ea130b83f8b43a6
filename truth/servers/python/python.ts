import type { Server } from "../../server.js";
import { app, handled } from "../../server.js";
import { PYTHON, program } from "../lab-program.js";

export const python: Server = {
  name: "python http.server",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }) => [PYTHON, program("python-server.py"), String(port)],
  features: {
    ...handled,
    range: app.small,
    video: app.big,
    "until-close": { target: "/15000000/until-close" },
  },
};
