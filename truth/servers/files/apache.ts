import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { app } from "../../server.js";

const server = (mpm: "event" | "prefork"): Server => ({
  name: `Apache, ${mpm}`,
  program: "apache2",
  version: ["apache2", "-v"],
  prepare: ({ folder, port }: Lab) =>
    writeFileSync(
      join(folder, `apache-${mpm}.conf`),
      `ServerName lab
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log
${["mpm_event", "mpm_prefork", "authz_core", "include", "filter", "alias"]
  .filter((name) => !name.startsWith("mpm_") || name === `mpm_${mpm}`)
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join("\n")}
User www-data
Group www-data
DocumentRoot ${folder}/files
Redirect 204 /204
Alias /ssi ${folder}/files
<Location /ssi>
  Options +Includes
  SetOutputFilter INCLUDES
</Location>
`,
    ),
  command: ({ folder }) => ["apache2", "-DFOREGROUND", "-f", join(folder, `apache-${mpm}.conf`)],
  servesFiles: true,
  features: {
    ...app,
    "304": { target: "/1000", fields: ["If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"] },
    range: app.small,
    video: app.big,
    unread: app.small,
    chunked: { target: "/ssi/15000000" },
    "until-close": { target: "/ssi/15000000" },
  },
});

export const apacheEvent = server("event");
export const apachePrefork = server("prefork");
