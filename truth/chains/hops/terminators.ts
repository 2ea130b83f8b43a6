import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeCertificate } from "../../tls/certificate.js";
import type { Hop, Post } from "../chain.js";

/** Key and certificate of a hop, made for the run. */
const keysOf = ({ folder }: Post): string => makeCertificate({ folder, port: 0, backend: 0 }).both;

/** hitch: it ends TLS, and passes the bytes on. It knows nothing of HTTP. Its master makes new workers. */
export const hitchHop: Hop = {
  name: "hitch",
  programs: ["hitch", "openssl"],
  prepare: (post) =>
    writeFileSync(
      join(post.folder, "hitch.conf"),
      `frontend = { host = "127.0.0.1" port = "${post.listen}" }
backend = "[127.0.0.1]:${post.upstreams[0]}"
pem-file = "${keysOf(post)}"
workers = 2
user = "nobody"
ocsp-dir = ""
`,
    ),
  command: ({ folder }) => ["hitch", `--config=${join(folder, "hitch.conf")}`],
};

/** stunnel: the same, with a thread for each connection. */
export const stunnelHop: Hop = {
  name: "stunnel",
  programs: ["stunnel4", "openssl"],
  isRestarted: true,
  prepare: (post) =>
    writeFileSync(
      join(post.folder, "stunnel.conf"),
      `foreground = yes
pid =
debug = emerg
cert = ${keysOf(post)}
[chain]
accept = 127.0.0.1:${post.listen}
connect = 127.0.0.1:${post.upstreams[0]}
`,
    ),
  command: ({ folder }) => ["stunnel4", join(folder, "stunnel.conf")],
};
