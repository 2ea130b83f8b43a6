import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fastcgiPlays } from "../../fastcgi/scenarios.js";
import type { FramedServer } from "../../framed/framed-server.js";
import { PYTHON, program } from "../lab-program.js";
import { configureFpm, FPM, fpmCommand } from "./php-fpm.js";

const phpFpm = (where: "TCP" | "Unix socket"): FramedServer => ({
  name: `php-fpm, ${where}`,
  protocol: "fastcgi",
  program: "php-fpm",
  test: `test -x "${FPM}"`,
  version: ["sh", "-c", `${FPM} -v`],
  prepare: ({ folder, port }) =>
    configureFpm(folder, {
      listen: where === "TCP" ? `127.0.0.1:${port}` : `${folder}/fpm.sock`,
      children: 2,
      timeout: 3,
    }),
  command: fpmCommand,
  ...(where === "TCP" ? {} : { socket: ({ folder }) => join(folder, "fpm.sock") }),
  plays: fastcgiPlays({
    variables: { SCRIPT_FILENAME: program("router.php") },
    keepsAlive: true,
    faults: ["short", "hang", "paused", "until-close", "dies"],
  }),
});

const uwsgi: FramedServer = {
  name: "uWSGI",
  protocol: "fastcgi",
  program: "uwsgi",
  version: ["uwsgi", "--version"],
  command: ({ port }) => [
    ...["uwsgi", "--plugins", "python3", "--fastcgi-socket", `127.0.0.1:${port}`, "--processes", "2", "--master"],
    ...["--chdir", dirname(program("wsgi.py")), "--module", "wsgi:app", "--disable-logging", "--harakiri", "3"],
    "--die-on-term",
  ],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
  plays: fastcgiPlays({ faults: ["short", "hang", "chunked", "paused", "dies"] }),
};

const goFastcgi: FramedServer = {
  name: "Go net/http/fcgi",
  protocol: "fastcgi",
  program: "go",
  version: ["go", "version"],
  prepare: ({ folder }) => {
    const env = { ...process.env, GOCACHE: join(folder, "go-cache"), GO111MODULE: "off" };
    execFileSync("go", ["build", "-o", join(folder, "go-fcgi"), program("go-fcgi.go")], { env, stdio: "inherit" });
  },
  command: ({ folder, port }) => [join(folder, "go-fcgi"), String(port)],
  // net/http/fcgi does not recover from a panic of a handler: it ends the program
  plays: fastcgiPlays({ keepsAlive: true, multiplexes: true, faults: ["short", "paused"], fatalFaults: ["panic"] }),
};

/** A program of this project with one end a path. */
const broken: FramedServer = {
  name: "programs with one end each",
  protocol: "fastcgi",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }) => [PYTHON, program("fastcgi-broken.py"), String(port)],
  plays: fastcgiPlays({
    small: "/1000/whole",
    big: "/3000000/whole",
    faults: [
      ...["no-end-request", "less-body", "close-in-record", "close-in-padding", "close-in-head", "shut-in-record"],
      ...["linger-zero", "eagain-dropped", "app-failed"],
    ],
  }),
};

/** Servers that speak FastCGI, in the order of the report. */
export const fastcgiServers: readonly FramedServer[] = [phpFpm("TCP"), phpFpm("Unix socket"), uwsgi, goFastcgi, broken];
