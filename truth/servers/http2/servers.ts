import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FramedServer } from "../../framed/framed-server.js";
import { grpcPlays, http2Plays } from "../../http2/scenarios.js";
import { PYTHON, program } from "../lab-program.js";
import { node as nodeLab } from "../programs/node.js";
import { configureHaproxy, haproxyCommand } from "../proxies/haproxy-file.js";

const nghttpd: FramedServer = {
  name: "nghttpd",
  protocol: "http/2",
  program: "nghttpd",
  version: ["nghttpd", "--version"],
  command: ({ folder, port }) => [
    ...["nghttpd", "--no-tls", "--address=127.0.0.1", `--htdocs=${folder}/files`, String(port)],
  ],
  plays: http2Plays({}),
};

const nghttpx: FramedServer = {
  name: "nghttpx, in front of node",
  protocol: "http/2",
  program: "nghttpx",
  version: ["nghttpx", "--version"],
  backend: nodeLab.command,
  command: ({ port, backend }) => [
    ...["nghttpx", "--conf=/dev/null", `--frontend=127.0.0.1,${port};no-tls`, `--backend=127.0.0.1,${backend}`],
    ...["--workers=2", "--log-level=FATAL", "--errorlog-file=/dev/null"],
  ],
  plays: http2Plays({ faults: ["short", "destroy", "chunked", "until-close", "paused"] }),
};

const node: FramedServer = {
  name: "node http2",
  protocol: "http/2",
  program: "node",
  version: ["node", "--version"],
  command: ({ port }) => ["node", program("h2-server.mjs"), String(port)],
  plays: http2Plays({ faults: ["short", "rst", "destroy", "socket", "goaway", "paused"] }),
};

const go: FramedServer = {
  name: "Go h2c",
  protocol: "http/2",
  program: "go",
  test: "command -v go && test -d /usr/share/gocode/src/golang.org/x/net/http2/h2c",
  version: ["go", "version"],
  prepare: ({ folder }) => {
    const env = { ...process.env, GOCACHE: join(folder, "go-cache"), GO111MODULE: "off", GOPATH: "/usr/share/gocode" };
    execFileSync("go", ["build", "-o", join(folder, "go-h2c"), program("go-h2c.go")], { env, stdio: "inherit" });
  },
  command: ({ folder, port }) => [join(folder, "go-h2c"), String(port)],
  plays: http2Plays({ faults: ["short", "panic", "paused", "trailers"] }),
};

const caddy: FramedServer = {
  name: "Caddy h2c",
  protocol: "http/2",
  program: "caddy",
  version: ["caddy", "version"],
  prepare: ({ folder, port }) =>
    writeFileSync(
      join(folder, "Caddyfile"),
      `{
  auto_https off
  admin off
  servers {
    protocols h1 h2c
  }
}
http://:${port} {
  bind 127.0.0.1
  root * ${folder}/files
  file_server
}
`,
    ),
  command: ({ folder }) => ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")],
  env: { HOME: "/nonexistent" },
  plays: http2Plays({}),
};

const nginx: FramedServer = {
  name: "nginx",
  protocol: "http/2",
  program: "nginx",
  version: ["nginx", "-v"],
  prepare: ({ folder, port }) =>
    writeFileSync(
      join(folder, "nginx.conf"),
      `user root; daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events {}
http {
  access_log off; sendfile on; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port} http2; root ${folder}/files; }
}
`,
    ),
  command: ({ folder }) => ["nginx", "-c", join(folder, "nginx.conf"), "-e", join(folder, "nginx.log")],
  plays: http2Plays({}),
};

const apache: FramedServer = {
  name: "Apache h2c",
  protocol: "http/2",
  program: "apache2",
  test: "command -v apache2 && test -e /usr/lib/apache2/modules/mod_http2.so",
  version: ["apache2", "-v"],
  prepare: ({ folder, port }) =>
    writeFileSync(
      join(folder, "apache.conf"),
      `ServerName lab
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log
${["mpm_event", "authz_core", "http2"].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
User www-data
Group www-data
DocumentRoot ${folder}/files
Protocols h2c http/1.1
`,
    ),
  command: ({ folder }) => ["apache2", "-DFOREGROUND", "-f", join(folder, "apache.conf")],
  plays: http2Plays({}),
};

const haproxy: FramedServer = {
  name: "HAProxy, in front of node",
  protocol: "http/2",
  program: "haproxy",
  version: ["haproxy", "-v"],
  backend: nodeLab.command,
  prepare: ({ folder, port, backend }) =>
    configureHaproxy(folder, { bind: `127.0.0.1:${port} proto h2`, server: `127.0.0.1:${backend}` }),
  command: haproxyCommand,
  plays: http2Plays({ faults: ["short", "destroy", "chunked", "until-close"] }),
};

const lighttpd: FramedServer = {
  name: "lighttpd h2c",
  protocol: "http/2",
  program: "lighttpd",
  version: ["lighttpd", "-v"],
  prepare: ({ folder, port }) =>
    writeFileSync(
      join(folder, "lighttpd.conf"),
      `server.document-root = "${folder}/files"
server.port = ${port}
server.bind = "127.0.0.1"
server.errorlog = "${folder}/lighttpd.log"
server.upload-dirs = ( "${folder}" )
server.feature-flags = ( "server.h2proto" => "enable", "server.h2c" => "enable" )
`,
    ),
  command: ({ folder }) => ["lighttpd", "-D", "-f", join(folder, "lighttpd.conf")],
  plays: http2Plays({}),
};

/** A program of this project with one end a path. */
const broken: FramedServer = {
  name: "programs with one end each",
  protocol: "http/2",
  program: PYTHON,
  test: `${PYTHON} -c "import hpack"`,
  version: [PYTHON, "--version"],
  command: ({ port }) => [PYTHON, program("h2-broken.py"), String(port)],
  plays: http2Plays({
    faults: [
      ...["rst-after-end", "extension", "extension-and-close", "not-modified-no-end"],
      ...["padded", "continued", "empty-end", "less-body", "more-body", "rst", "no-end-stream", "close-in-frame"],
      ...[
        "close-in-head",
        "close-between-frames",
        "goaway-and-close",
        "shut-in-frame",
        "linger-zero",
        "eagain-dropped",
      ],
      ...["grpc", "grpc-no-status"],
    ],
  }),
};

const grpc: FramedServer = {
  name: "gRPC of Python",
  protocol: "http/2",
  program: PYTHON,
  test: `${PYTHON} -c "import grpc"`,
  version: [PYTHON, "-c", 'import grpc; print("grpcio", grpc.__version__)'],
  command: ({ port }) => [PYTHON, program("grpc-server.py"), String(port)],
  plays: grpcPlays(),
};

/** Servers that speak HTTP/2 in the clear, in the order of the report. */
export const http2Servers: readonly FramedServer[] = [
  ...[nghttpd, nghttpx, node, go, caddy, nginx, apache, haproxy, lighttpd, grpc, broken],
];
