import { dirname } from "node:path";
import type { Lab, Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { PYTHON, program } from "../lab-program.js";
import { gunicorn } from "./gunicorn.js";

/** A server that is a module of Debian's Python. */
const server = (
  name: string,
  command: (lab: Lab) => readonly string[],
  features: Server["features"],
  more: Partial<Server> = {},
): Server => ({
  name,
  program: PYTHON,
  test: `${PYTHON} -c "import ${name}"`,
  version: [PYTHON, "-c", `from importlib.metadata import version; print("${name}", version("${name}"))`],
  command: (lab) => [PYTHON, ...command(lab)],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
  features: { ...app, upload: app.small, ...features },
  ...more,
});

const script =
  (name: string, ...words: readonly string[]) =>
  ({ port }: Lab): readonly string[] => [program(name), ...words, String(port)];

const chunked = { target: "/15000000/chunked" };
const short = { target: "/15000000/short" };
const unread = { target: "/1000/unread" };
const { hang: _hang, ...wsgi } = gunicorn.features;

export const waitress = server("waitress", script("wsgi-server.py", "waitress"), wsgi);
export const gevent = server("gevent", script("wsgi-server.py", "gevent"), wsgi);
export const aiohttp = server("aiohttp", script("aiohttp-server.py"), {
  continue: app.small,
  chunked,
  short,
  unread,
  ...streamed,
});
export const tornado = server("tornado", script("tornado-server.py"), { chunked });
export const twisted = server("twisted", script("twisted-server.py"), {
  chunked,
  "until-close": chunked,
  broken: { target: "/15000000/broken" },
});
export const uvicorn = server(
  "uvicorn",
  ({ port }) => [
    ...["-m", "uvicorn", "--app-dir", dirname(program("asgi.py")), "--port", String(port)],
    ...["--log-level", "critical", "asgi:app"],
  ],
  { continue: app.small, chunked, short, unread, ...streamed },
);
export const cheroot = server("cheroot", script("wsgi-server.py", "cheroot"), wsgi);
export const hypercorn = server(
  "hypercorn",
  ({ port }) => [
    ...[
      "-m",
      "hypercorn",
      "--bind",
      `127.0.0.1:${port}`,
      "--log-level",
      "CRITICAL",
      `${dirname(program("asgi.py"))}/asgi:app`,
    ],
  ],
  { continue: app.small, chunked, short, unread, ...streamed },
);
