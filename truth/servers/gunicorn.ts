import { dirname } from "node:path";
import type { Server } from "../server.js";
import { app } from "../server.js";
import { program } from "./lab-program.js";

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
    ...app,
    upload: app.small,
    continue: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    "until-close": { target: "/15000000/chunked" },
    short: { target: "/15000000/short" },
    hang: { target: "/15000000/hang" },
  },
};
