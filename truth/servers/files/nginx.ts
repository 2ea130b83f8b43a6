import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { app } from "../../server.js";
import { proxied } from "../proxies/proxied.js";

const FUTURE = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT";

/** Writes the configuration of an nginx with the given locations. */
export const configureNginx =
  (locations: (lab: Lab) => string) =>
  (lab: Lab): void =>
    writeFileSync(
      join(lab.folder, "nginx.conf"),
      `user root; daemon off; worker_processes 2; pid ${lab.folder}/nginx.pid; error_log ${lab.folder}/nginx.log;
events {}
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_timeout 5; lingering_close always; ssi_types *;
  client_body_temp_path ${lab.folder}/body; proxy_temp_path ${lab.folder}/proxy;
  fastcgi_temp_path ${lab.folder}/fcgi; uwsgi_temp_path ${lab.folder}/uwsgi; scgi_temp_path ${lab.folder}/scgi;
  server { listen 127.0.0.1:${lab.port}; root ${lab.folder}/files; ${locations(lab)} }
}
`,
    );

/** Starts an nginx that was configured by `configureNginx`. */
export const nginxCommand = ({ folder }: Lab): readonly string[] => [
  ...["nginx", "-c", join(folder, "nginx.conf"), "-e", join(folder, "nginx.log")],
];

const common = {
  program: "nginx",
  version: ["nginx", "-v"],
  command: nginxCommand,
};

export const nginx: Server = {
  ...common,
  name: "nginx",
  prepare: configureNginx(
    ({ folder }) => `location /204 { return 204; } location /ssi/ { alias ${folder}/files/; ssi on; }`,
  ),
  servesFiles: true,
  features: {
    ...app,
    "304": { target: "/1000", fields: [FUTURE] },
    range: app.small,
    video: app.big,
    unread: app.small,
    chunked: { target: "/ssi/15000000" },
    "until-close": { target: "/ssi/15000000" },
  },
};

export const nginxProxy: Server = {
  ...common,
  name: "nginx, in front of node",
  isProxy: true,
  prepare: configureNginx(
    ({ backend }) =>
      `location / { proxy_pass http://127.0.0.1:${backend}; proxy_http_version 1.1; proxy_buffering off; proxy_set_header Connection ""; }`,
  ),
  features: proxied,
};
