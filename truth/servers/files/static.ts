import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app } from "../../server.js";

const { small, big, missing } = app;
const NEWER = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT";

export const busybox: Server = {
  name: "busybox httpd",
  program: "busybox",
  version: ["busybox"],
  command: ({ folder, port }) => ["busybox", "httpd", "-f", "-p", `127.0.0.1:${port}`, "-h", join(folder, "files")],
  servesFiles: true,
  features: { small, big, missing, range: small, video: big, unread: small },
};

export const caddy: Server = {
  name: "Caddy",
  program: "caddy",
  version: ["caddy", "version"],
  command: ({ folder, port }) => [
    ...["caddy", "file-server", "--root", join(folder, "files"), "--listen", `127.0.0.1:${port}`],
  ],
  env: { HOME: "/nonexistent" },
  servesFiles: true,
  features: { small, big, missing, "304": { ...small, fields: [NEWER] }, range: small, video: big, unread: small },
};

export const h2o: Server = {
  name: "h2o",
  program: "h2o",
  version: ["h2o", "--version"],
  prepare: ({ folder, port }) =>
    writeFileSync(
      join(folder, "h2o.conf"),
      `user: root
listen: { host: 127.0.0.1, port: ${port} }
num-threads: 2
hosts: { default: { paths: { "/": { file.dir: ${folder}/files } } } }
`,
    ),
  command: ({ folder }) => ["h2o", "-c", join(folder, "h2o.conf")],
  servesFiles: true,
  features: { small, big, missing, "304": { ...small, fields: [NEWER] }, range: small, video: big, unread: small },
};
