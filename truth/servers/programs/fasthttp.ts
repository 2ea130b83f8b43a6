import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { program } from "../lab-program.js";

const SOURCES = "/usr/share/gocode"; // Debian's golang-github-valyala-fasthttp-dev

export const fasthttp: Server = {
  name: "fasthttp",
  program: "go",
  test: `command -v go && test -d ${SOURCES}/src/github.com/valyala/fasthttp`,
  version: ["dpkg-query", "-W", "golang-github-valyala-fasthttp-dev"],
  prepare: ({ folder }) => {
    const env = { ...process.env, GOCACHE: join(folder, "go-cache"), GOPATH: SOURCES, GO111MODULE: "off" };
    const args = ["build", "-o", join(folder, "fasthttp-server"), program("fasthttp-server.go")];
    execFileSync("go", args, { env, stdio: "inherit" });
  },
  command: ({ folder, port }) => [join(folder, "fasthttp-server"), String(port), join(folder, "files")],
  servesFiles: true,
  features: {
    ...app,
    ...streamed,
    big: { target: "/15000000/file" },
    range: { target: "/1000/file" },
    video: { target: "/15000000/file" },
    upload: app.small,
    continue: app.small,
    chunked: { target: "/15000000/chunked" },
    short: { target: "/15000000/short" },
    broken: { target: "/15000000/broken" },
  },
};
