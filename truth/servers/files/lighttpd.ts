import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app } from "../../server.js";

export const lighttpd: Server = {
  name: "lighttpd",
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
`,
    ),
  command: ({ folder }) => ["lighttpd", "-D", "-f", join(folder, "lighttpd.conf")],
  servesFiles: true,
  features: {
    small: app.small,
    big: app.big,
    missing: app.missing,
    "304": { target: "/1000", fields: ["If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"] },
    range: app.small,
    video: app.big,
    unread: app.small,
  },
};
