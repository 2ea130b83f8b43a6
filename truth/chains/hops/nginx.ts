import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "../../servers/lab-program.js";
import { makeCertificate } from "../../tls/certificate.js";
import type { Address, Hop, Post } from "../chain.js";

/** How an nginx of a chain differs from the usual one. */
interface NginxWays {
  readonly name?: string;
  /** proxy_read_timeout, in seconds. */
  readonly timeout?: number;
  /** It keeps so many idle connections to its upstreams. */
  readonly pool?: number;
  /** HTTP/1.0 to its upstreams, as is its default. */
  readonly isOld?: boolean;
  /** It passes each part on as it comes. */
  readonly isUnbuffered?: boolean;
  /** It asks the second upstream if the first failed. */
  readonly retries?: boolean;
  /** It sends each request to the second upstream, too. */
  readonly mirrors?: boolean;
  /** It is asked over TLS. */
  readonly isTls?: boolean;
  /** It asks its upstream over TLS. */
  readonly asksTls?: boolean;
}

const at = (address: Address): string => (typeof address === "number" ? `127.0.0.1:${address}` : `unix:${address}`);
const command = ({ folder }: Post): readonly string[] => [
  ...["nginx", "-c", join(folder, "nginx.conf"), "-e", join(folder, "nginx.log")],
];

/** Writes a configuration with one server. */
function configure({ folder }: Post, upstreams: string, server: string): void {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    join(folder, "nginx.conf"),
    `user root; daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events {}
http {
  access_log off; sendfile on; keepalive_timeout 5;
  ${temporary.map((each) => `${each}_temp_path ${folder}/${each};`).join(" ")}
  ${upstreams}
  server { ${server} }
}
`,
  );
}

/** What an address and a server need for TLS, if it is asked for. */
function sslOf({ folder }: Post, isTls = false): { readonly ssl: string; readonly keys: string } {
  if (!isTls) return { ssl: "", keys: "" };
  const { certificate, key } = makeCertificate({ folder, port: 0, backend: 0 });
  return { ssl: " ssl", keys: `ssl_certificate ${certificate}; ssl_certificate_key ${key};` };
}

/** nginx as a proxy. */
export const nginxHop = (ways: NginxWays = {}): Hop => ({
  name: ways.name ?? "nginx",
  programs: ["nginx", ...(ways.isTls ? ["openssl"] : [])],
  prepare: (post) => {
    const { listen, upstreams } = post;
    const [first = 0, second = 0] = upstreams;
    const { ssl, keys } = sslOf(post, ways.isTls);
    const backup = ways.retries ? `server ${at(second)} backup;` : "";
    const pool = ways.pool ? `keepalive ${ways.pool};` : "";
    const version = ways.isOld ? "" : 'proxy_http_version 1.1; proxy_set_header Connection "";';
    const mirror = ways.mirrors
      ? `location = /mirror { internal; proxy_pass http://${at(second)}$request_uri; ${version} }`
      : "";
    configure(
      post,
      `upstream next { server ${at(first)} max_fails=0; ${backup} ${pool} }`,
      `listen ${at(listen)}${ssl}; ${keys}
location / {
  proxy_pass ${ways.asksTls ? "https" : "http"}://next; ${version} proxy_read_timeout ${ways.timeout ?? 20}s;
  ${ways.isUnbuffered ? "proxy_buffering off; proxy_request_buffering off;" : ""} ${ways.mirrors ? "mirror /mirror;" : ""}
}
${mirror}`,
    );
  },
  command,
});

/** nginx that asks FastCGI. */
export const nginxFastcgi = (timeout = 20): Hop => ({
  name: "nginx",
  programs: ["nginx"],
  prepare: (post) =>
    configure(
      post,
      "",
      `listen ${at(post.listen)};
location / {
  fastcgi_pass ${at(post.upstreams[0] ?? 0)}; fastcgi_param SCRIPT_FILENAME ${program("router.php")};
  fastcgi_param REQUEST_URI $request_uri; fastcgi_param REQUEST_METHOD $request_method;
  fastcgi_param CONTENT_LENGTH $content_length; fastcgi_param CONTENT_TYPE $content_type; fastcgi_read_timeout ${timeout}s;
}`,
    ),
  command,
});

/** nginx as an origin: it sends files, slowly enough for one to be cut meanwhile. */
export const nginxFiles = ({ isTls }: Pick<NginxWays, "isTls"> = {}): Hop => ({
  name: "files",
  programs: ["nginx", ...(isTls ? ["openssl"] : [])],
  prepare: (post) => {
    const { folder, listen } = post;
    const { ssl, keys } = sslOf(post, isTls);
    writeFiles(folder);
    configure(post, "", `listen ${at(listen)}${ssl}; ${keys} root ${folder}; limit_rate 600k; limit_rate_after 100k;`);
  },
  command,
});

/** Writes the files anew: one for small requests, one whose cut is noticed. */
export function writeFiles(folder: string): void {
  for (const size of [20_000, 400_000]) writeFileSync(join(folder, String(size)), Buffer.alloc(size, "."));
}
