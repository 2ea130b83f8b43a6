import { dirname } from "node:path";
import type { Server } from "../../server.js";
import { program } from "../lab-program.js";
import { gunicorn } from "./gunicorn.js";

export const uwsgi: Server = {
  name: "uWSGI",
  program: "uwsgi",
  version: ["uwsgi", "--version"],
  command: ({ port }) => [
    ...["uwsgi", "--plugins", "python3", "--http-socket", `127.0.0.1:${port}`, "--processes", "3", "--master"],
    ...["--chdir", dirname(program("wsgi.py")), "--module", "wsgi:app", "--disable-logging", "--harakiri", "3"],
  ],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
  features: gunicorn.features,
};
