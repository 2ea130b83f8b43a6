import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tlsServer } from "./tls-server.js";

export const nginxTls = tlsServer({
  name: "nginx",
  program: "nginx",
  version: ["nginx", "-v"],
  prepare: ({ folder, port }, { certificate, key }) =>
    writeFileSync(
      join(folder, "nginx.conf"),
      `user root; daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events {}
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_timeout 5; client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} ssl; root ${folder}/files;
    ssl_certificate ${certificate}; ssl_certificate_key ${key}; ssl_protocols TLSv1.2 TLSv1.3;
  }
}
`,
    ),
  command: ({ folder }) => ["nginx", "-c", join(folder, "nginx.conf"), "-e", join(folder, "nginx.log")],
});

export const apacheTls = tlsServer({
  name: "Apache",
  program: "apache2",
  version: ["apache2", "-v"],
  prepare: ({ folder, port }, { certificate, key }) =>
    writeFileSync(
      join(folder, "apache.conf"),
      `ServerName lab
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log
${["mpm_event", "authz_core", "socache_shmcb", "ssl"].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
User www-data
Group www-data
DocumentRoot ${folder}/files
SSLEngine on
SSLCertificateFile ${certificate}
SSLCertificateKeyFile ${key}
`,
    ),
  command: ({ folder }) => ["apache2", "-DFOREGROUND", "-f", join(folder, "apache.conf")],
});

const lighttpd = (module: "openssl" | "gnutls"): ReturnType<typeof tlsServer> =>
  tlsServer({
    name: `lighttpd, ${module}`,
    program: "lighttpd",
    test: `command -v lighttpd && test -e /usr/lib/lighttpd/mod_${module}.so`,
    version: ["lighttpd", "-v"],
    prepare: ({ folder, port }, { both }) =>
      writeFileSync(
        join(folder, "lighttpd.conf"),
        `server.modules = ( "mod_${module}" )
server.document-root = "${folder}/files"
server.port = ${port}
server.bind = "127.0.0.1"
server.errorlog = "${folder}/lighttpd.log"
server.upload-dirs = ( "${folder}" )
ssl.engine = "enable"
ssl.pemfile = "${both}"
`,
      ),
    command: ({ folder }) => ["lighttpd", "-D", "-f", join(folder, "lighttpd.conf")],
  });

export const lighttpdOpenssl = lighttpd("openssl");
export const lighttpdGnutls = lighttpd("gnutls");

export const caddyTls = tlsServer({
  name: "Caddy",
  program: "caddy",
  version: ["caddy", "version"],
  prepare: ({ folder, port }, { certificate, key }) =>
    writeFileSync(
      join(folder, "Caddyfile"),
      `{
  auto_https off
  admin off
}
https://localhost:${port} {
  bind 127.0.0.1
  tls ${certificate} ${key}
  root * ${folder}/files
  file_server
}
`,
    ),
  command: ({ folder }) => ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")],
  env: { HOME: "/nonexistent" },
});

/** OpenSSL's own test server. It answers HTTP/1.0, and closes after each response. */
export const opensslTls = tlsServer({
  name: "openssl s_server",
  program: "openssl",
  version: ["openssl", "version"],
  command: ({ folder, port }, { certificate, key }) => [
    ...["sh", "-c", `cd ${folder}/files && exec "$0" "$@"`, "openssl", "s_server", "-WWW", "-quiet"],
    ...["-accept", `127.0.0.1:${port}`, "-cert", certificate, "-key", key],
  ],
  features: { keepsAlive: false },
});
