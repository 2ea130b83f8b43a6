import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { streamed } from "../../server.js";
import { configureNginx } from "../files/nginx.js";
import { program } from "../lab-program.js";
import { php } from "../programs/php.js";
import { besideNginx } from "./beside.js";

/** Debian puts the version into the name of the program. */
const FPM = "$(command -v php-fpm || ls /usr/sbin/php-fpm* | tail -n 1)";

const { "until-close": chunked = { target: "/" }, ...features } = php.features;

const server = (name: string, address: (lab: Lab) => string, pass: string): Server => ({
  name: `php-fpm behind nginx, ${name}`,
  program: "nginx",
  test: `command -v nginx && test -x "${FPM}"`,
  version: ["sh", "-c", `${FPM} -v`],
  prepare: (lab) => {
    writeFileSync(
      join(lab.folder, "fpm.conf"),
      `[global]
error_log = ${lab.folder}/fpm.log
[lab]
user = root
listen = ${address(lab).replace("unix:", "")}
pm = static
pm.max_children = 4
request_terminate_timeout = 8
`,
    );
    configureNginx(
      () =>
        `location / { fastcgi_pass ${address(lab)}; ${pass} fastcgi_param SCRIPT_FILENAME ${program("router.php")};
fastcgi_param REQUEST_URI $request_uri; fastcgi_param REQUEST_METHOD $request_method;
fastcgi_param CONTENT_LENGTH $content_length; fastcgi_param CONTENT_TYPE $content_type; }`,
    )(lab);
  },
  command: besideNginx(({ folder }) => [FPM, "-F", "-R", "-y", join(folder, "fpm.conf")]),
  features: { ...features, ...streamed, chunked, hang: { target: "/15000000/hang" } },
});

export const phpFpmUnix = server("Unix socket", ({ folder }) => `unix:${folder}/fpm.sock`, "");
export const phpFpmTcp = server(
  "TCP",
  ({ backend }) => `127.0.0.1:${backend}`,
  "fastcgi_buffering off; fastcgi_keep_conn on;",
);
