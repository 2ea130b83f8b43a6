import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app } from "../../server.js";

const { small, big, missing } = app;
const features: Server["features"] = { small, big, missing, range: small, video: big, unread: small };
/** No schedulers that spin, because strace would slow them all down. */
const QUIET = ["+S", "2:2", "+sbwt", "none"];

export const inets: Server = {
  name: "Erlang inets",
  program: "erl",
  test: `command -v erl && erl -noshell -eval 'halt(case code:which(httpd) of non_existing -> 1; _ -> 0 end).'`,
  version: ["dpkg-query", "-W", "erlang-inets"],
  command: ({ folder, port }) => [
    ...["erl", ...QUIET, "-noshell", "-eval"],
    `inets:start(), {ok, _} = inets:start(httpd, [{port, ${port}}, {bind_address, {127,0,0,1}}, {server_name, "lab"},
      {server_root, "${folder}"}, {document_root, "${folder}/files"}, {modules, [mod_alias, mod_range, mod_get, mod_head]}]).`,
  ],
  env: { HOME: "/nonexistent" },
  servesFiles: true,
  features,
};

export const yaws: Server = {
  name: "Yaws",
  program: "yaws",
  version: ["yaws", "--version"],
  prepare: ({ folder, port }) => {
    mkdirSync(join(folder, "yaws"), { recursive: true });
    writeFileSync(
      join(folder, "yaws.conf"),
      `logdir = ${folder}/yaws
trace = false
auth_log = false
<server lab>
  port = ${port}
  listen = 127.0.0.1
  docroot = ${folder}/files
  access_log = false
</server>
`,
    );
  },
  command: ({ folder }) => [
    "yaws",
    "-i",
    "--conf",
    join(folder, "yaws.conf"),
    "--erlarg",
    `-noinput ${QUIET.join(" ")}`,
  ],
  env: { HOME: "/nonexistent" },
  servesFiles: true,
  features: { ...features, "304": { ...small, fields: ["If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"] } },
};
