import type { FramedServer } from "../../framed/framed-server.js";
import { playsThroughProxy } from "../../framed/through-proxy.js";
import type { Lab } from "../../server.js";
import { certificateOf, makeCertificate } from "../../tls/certificate.js";
import { configureNginx, nginxCommand } from "../files/nginx.js";
import { PYTHON, program } from "../lab-program.js";
import { configureHaproxy, haproxyCommand } from "../proxies/haproxy-file.js";

const nginx = {
  program: "nginx",
  version: ["nginx", "-v"],
  command: nginxCommand,
} as const;

/** nginx asks over TLS. */
const overTls: FramedServer = {
  ...nginx,
  name: "nginx that asks programs with one end each",
  protocol: "tls",
  prepare: (lab) => {
    makeCertificate(lab);
    configureNginx(
      ({ backend }) => `location / { proxy_pass https://127.0.0.1:${backend}; proxy_ssl_session_reuse off; }`,
    )(lab);
  },
  backend: (lab) => {
    const { certificate, key } = certificateOf(lab);
    return [PYTHON, program("tls-broken.py"), String(lab.port), certificate, key];
  },
  plays: playsThroughProxy("tls", {
    ...{ notify: "whole", "no-notify": "unmarked", "less-body": "whole", "between-records": "unmarked" },
    ...{ "close-in-record": "cut", "close-in-buffer": "cut", "shut-in-record": "cut", "close-in-head": "cut" },
    ...{ "linger-zero": "reset", "error-alert": "whole" },
  }),
};

/** nginx asks in FastCGI. */
const overFastcgi: FramedServer = {
  ...nginx,
  name: "nginx that asks programs with one end each",
  protocol: "fastcgi",
  prepare: configureNginx(
    ({ backend }) =>
      `location / { fastcgi_pass 127.0.0.1:${backend}; fastcgi_param PATH_INFO $uri; fastcgi_param SCRIPT_NAME ""; fastcgi_param REQUEST_METHOD $request_method; }`,
  ),
  backend: ({ port }) => [PYTHON, program("fastcgi-broken.py"), String(port)],
  plays: playsThroughProxy("fastcgi", {
    ...{ whole: "whole", "less-body": "short", "app-failed": "short" },
    ...{ "close-in-record": "cut", "close-in-padding": "cut", "shut-in-record": "cut", "linger-zero": "reset" },
  }),
};

/** HAProxy asks in HTTP/2. */
const overHttp2: FramedServer = {
  name: "HAProxy that asks programs with one end each",
  protocol: "http/2",
  program: "haproxy",
  version: ["haproxy", "-v"],
  prepare: ({ folder, port, backend }: Lab) =>
    configureHaproxy(folder, {
      bind: `127.0.0.1:${port}`,
      server: `127.0.0.1:${backend} proto h2`,
      backend: ["http-reuse never"],
      timeout: 5,
    }),
  command: haproxyCommand,
  backend: ({ port }) => [PYTHON, program("h2-broken.py"), String(port)],
  plays: playsThroughProxy("http/2", {
    ...{ padded: "whole", continued: "whole", "empty-end": "whole", "less-body": "short", rst: "dropped" },
    ...{ "close-in-frame": "cut", "close-between-frames": "unended", "goaway-and-close": "unended" },
    ...{ "shut-in-frame": "cut", "linger-zero": "reset", grpc: "whole" },
  }),
};

/** Programs that ask, traced: proxies whose backend breaks off. */
export const askers: readonly FramedServer[] = [overTls, overFastcgi, overHttp2];
