import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import type { FramedServer } from "../../framed/framed-server.js";
import { BIG } from "../../tls/scenarios.js";
import { starttlsPlays } from "../../tls/starttls.js";
import { PYTHON, program } from "../lab-program.js";
import { tlsServer } from "./tls-server.js";

export const nodeTls = tlsServer({
  name: "node",
  program: "node",
  version: ["node", "--version"],
  command: ({ port }, { certificate, key }) => ["node", program("node-server.mjs"), String(port), certificate, key],
  features: { faults: ["destroy", "short", "until-close", "chunked", "paused"] },
});

export const goTls = tlsServer({
  name: "Go net/http",
  program: "go",
  version: ["go", "version"],
  prepare: ({ folder }) => {
    const env = { ...process.env, GOCACHE: join(folder, "go-cache"), GOFLAGS: "-mod=mod", GO111MODULE: "off" };
    execFileSync("go", ["build", "-o", join(folder, "go-server"), program("go-server.go")], { env, stdio: "inherit" });
  },
  command: ({ folder, port }, { certificate, key }) => [join(folder, "go-server"), String(port), certificate, key],
  features: { faults: ["panic", "short", "chunked", "panic-chunked", "paused"] },
});

export const pythonTls = tlsServer({
  name: "python http.server",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }, { certificate, key }) => [PYTHON, program("python-server.py"), String(port), certificate, key],
  features: { faults: ["short", "until-close", "chunked", "paused"] },
});

const env = { PYTHONDONTWRITEBYTECODE: "1" };

export const gunicornTls = tlsServer({
  name: "gunicorn",
  program: "gunicorn",
  version: ["gunicorn", "--version"],
  command: ({ port }, { certificate, key }) => [
    ...["gunicorn", "--workers", "2", "--threads", "4", "--timeout", "3", "--bind", `127.0.0.1:${port}`],
    ...["--certfile", certificate, "--keyfile", key],
    ...["--chdir", dirname(program("wsgi.py")), "--log-level", "critical", "wsgi:app"],
  ],
  env,
  features: { faults: ["short", "chunked", "paused"] },
});

export const uvicornTls = tlsServer({
  name: "uvicorn",
  program: PYTHON,
  test: `${PYTHON} -c "import uvicorn"`,
  version: [PYTHON, "-c", 'from importlib.metadata import version; print("uvicorn", version("uvicorn"))'],
  command: ({ port }, { certificate, key }) => [
    ...[PYTHON, "-m", "uvicorn", "--app-dir", dirname(program("asgi.py")), "--port", String(port)],
    ...["--ssl-certfile", certificate, "--ssl-keyfile", key, "--log-level", "critical", "asgi:app"],
  ],
  env,
  features: { faults: ["short", "chunked", "paused"] },
});

export const javaTls = tlsServer({
  name: "Java HttpsServer",
  program: "javac",
  version: ["java", "--version"],
  prepare: ({ folder }) => execFileSync("javac", ["-d", folder, program("JavaServer.java")]),
  command: ({ folder, port }, { store }) => ["java", "-Xmx512m", "-cp", folder, "JavaServer", String(port), store],
  features: { faults: ["short", "chunked", "paused"] },
});

/** A program of this project with one end a path. Its big responses come from the faults. */
export const brokenTls = tlsServer({
  name: "programs with one end each",
  program: PYTHON,
  version: [PYTHON, "--version"],
  command: ({ port }, { certificate, key }) => [PYTHON, program("tls-broken.py"), String(port), certificate, key],
  features: {
    small: { target: "/1000/notify" },
    big: { target: `/${BIG}/notify` },
    keepsAlive: false,
    faults: [
      ...[
        "no-notify",
        "less-body",
        "between-records",
        "close-in-record",
        "close-in-buffer",
        "shut-in-record",
        "close-in-head",
      ],
      ...["linger-zero", "eagain-dropped", "eagain-then-notify", "error-alert"],
    ],
  },
});

/** A mail server: it speaks in the clear first. */
export const smtp: FramedServer = {
  ...tlsServer({
    name: "aiosmtpd, STARTTLS",
    program: PYTHON,
    test: `${PYTHON} -c "import aiosmtpd"`,
    version: [PYTHON, "-c", 'from importlib.metadata import version; print("aiosmtpd", version("aiosmtpd"))'],
    command: ({ port }, { certificate, key }) => [PYTHON, program("smtp-server.py"), String(port), certificate, key],
  }),
  plays: starttlsPlays,
};
