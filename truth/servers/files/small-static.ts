import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { app } from "../../server.js";

const { small, big, missing } = app;

/** A small server of files, from a package of Debian. */
const server = (name: string, program: string, args: (lab: Lab & { files: string }) => readonly string[]): Server => ({
  name,
  program,
  version: ["dpkg-query", "-W", name],
  command: (lab) => [program, ...args({ ...lab, files: join(lab.folder, "files") })],
  servesFiles: true,
  features: {
    ...{ small, big, missing, range: small, video: big, unread: small },
    "304": { ...small, fields: ["If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"] },
  },
});

/** It forks for each connection, and maps the file into memory. */
export const miniHttpd = server("mini-httpd", "mini_httpd", ({ port, files, folder }) => [
  ...["-D", "-h", "127.0.0.1", "-p", String(port), "-d", files, "-l", "/dev/null", "-i", join(folder, "pid")],
]);
export const webfs = server("webfs", "webfsd", ({ port, files }) => [
  ...["-F", "-i", "127.0.0.1", "-p", String(port), "-r", files],
]);
/** It writes each line of a head by a call of its own. */
export const civetweb = server("civetweb", "civetweb", ({ port, files }) => [
  ...["-listening_ports", `127.0.0.1:${port}`, "-document_root", files, "-enable_keep_alive", "yes"],
]);
