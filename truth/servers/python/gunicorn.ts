import { dirname } from "node:path";
import type { Server } from "../../server.js";
import { handled } from "../../server.js";
import { program } from "../lab-program.js";

export const gunicorn: Server = {
  name: "gunicorn",
  program: "gunicorn",
  version: ["gunicorn", "--version"],
  command: ({ port }) => [
    ...["gunicorn", "--workers", "3", "--timeout", "3", "--bind", `127.0.0.1:${port}`],
    ...["--chdir", dirname(program("wsgi.py")), "--log-level", "critical", "wsgi:app"],
  ],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
  features: {
    ...handled,
    "until-close": { target: "/15000000/chunked" },
    hang: { target: "/15000000/hang" },
  },
};
