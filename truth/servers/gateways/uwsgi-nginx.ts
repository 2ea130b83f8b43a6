import { dirname } from "node:path";
import type { Lab, Server } from "../../server.js";
import { configureNginx } from "../files/nginx.js";
import { program } from "../lab-program.js";
import { uwsgi } from "../python/uwsgi.js";
import { besideNginx } from "./beside.js";

const { "until-close": _chunkedHere, ...features } = uwsgi.features;

type Address = readonly [where: string, (lab: Lab) => string];

const OPTIONS: Readonly<Record<string, string>> = {
  uwsgi: "--socket",
  scgi: "--scgi-socket",
  fastcgi: "--fastcgi-socket",
};

/**
 * uWSGI asked in a protocol other than HTTP. It answers `uwsgi` in HTTP, and SCGI and FastCGI with what their rules say.
 */
const server = (protocol: string, [where, address]: Address, pass: string): Server => ({
  name: `uWSGI behind nginx, ${protocol} over ${where}`,
  program: "uwsgi",
  test: "command -v uwsgi && command -v nginx",
  version: uwsgi.version,
  prepare: (lab) =>
    configureNginx(
      () => `location / { include /etc/nginx/${protocol}_params; ${protocol}_pass ${address(lab)}; ${pass} }`,
    )(lab),
  command: besideNginx((lab) => [
    ...[
      "uwsgi",
      "--plugins",
      "python3",
      OPTIONS[protocol] ?? "",
      address(lab).replace("unix:", ""),
      "--processes",
      "3",
      "--master",
    ],
    ...["--chdir", dirname(program("wsgi.py")), "--module", "wsgi:app", "--disable-logging", "--harakiri", "3"],
    "--die-on-term",
  ]),
  env: uwsgi.env ?? {},
  features,
});

const unix: Address = ["a Unix socket", ({ folder }) => `unix:${folder}/uwsgi.sock`];
const tcp: Address = ["TCP", ({ backend }) => `127.0.0.1:${backend}`];

export const uwsgiUnix = server("uwsgi", unix, "");
export const uwsgiTcp = server("uwsgi", tcp, "uwsgi_buffering off;");
export const uwsgiScgi = server("scgi", tcp, "scgi_buffering off;");
export const uwsgiFastcgi = server("fastcgi", unix, "");
