import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "../../server.js";
import { app, handled } from "../../server.js";
import { program } from "../lab-program.js";

export const go: Server = {
  name: "Go net/http",
  program: "go",
  version: ["go", "version"],
  prepare: ({ folder }) => {
    const env = { ...process.env, GOCACHE: join(folder, "go-cache"), GOFLAGS: "-mod=mod", GO111MODULE: "off" };
    execFileSync("go", ["build", "-o", join(folder, "go-server"), program("go-server.go")], { env, stdio: "inherit" });
  },
  command: ({ folder, port }) => [join(folder, "go-server"), String(port)],
  features: {
    ...handled,
    range: app.small,
    video: app.big,
    trailers: { target: "/60000/trailers" },
    broken: { target: "/15000000/panic" },
  },
  extra: [
    {
      name: "handler panics in a chunked response",
      asks: [{ target: "/15000000/panic-chunked" }],
      manner: { pause: 1 },
    },
  ],
};
