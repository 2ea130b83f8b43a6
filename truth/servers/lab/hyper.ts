import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ask } from "../../client.js";
import type { Lab, Server } from "../../server.js";
import { app } from "../../server.js";
import { program } from "../lab-program.js";

const REGISTRY = "/usr/share/cargo/registry"; // Debian's librust-*-dev packages
const upload: Ask = { method: "POST", target: "/15000000", body: Buffer.alloc(1000, "u"), isChunked: true };
/** Where the program is built. */
export const hyperBinary = ({ folder }: Lab): string => join(folder, "hyper-server/target/release/hyper-server");

function build({ folder }: Lab): void {
  if (!existsSync(join(REGISTRY, "hyper-0.14.19")) && !existsSync(REGISTRY))
    throw new Error(`no crates in ${REGISTRY}`);
  cpSync(program("../../samples/record/hyper-server"), join(folder, "hyper-server"), { recursive: true });
  mkdirSync(join(folder, "hyper-server/.cargo"), { recursive: true });
  const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
  writeFileSync(join(folder, "hyper-server/.cargo/config.toml"), config);
  execFileSync("cargo", ["build", "--release", "--offline", "--quiet"], { cwd: join(folder, "hyper-server") });
}

const server = (name: string, address: (lab: Lab) => string): Server => ({
  name,
  program: "cargo",
  version: ["sh", "-c", `ls ${REGISTRY} | grep ^hyper-0`],
  prepare: (lab) => existsSync(hyperBinary(lab)) || build(lab),
  command: (lab) => [hyperBinary(lab), address(lab)],
  features: {
    small: app.small,
    big: app.big,
    upload: { target: "/1000/read" },
    continue: { target: "/1000/read" },
    chunked: { target: "/15000000/stream" },
  },
  extra: Array.from({ length: 5 }, (_, index) => ({
    name: `the bug of PR 4018, ${index + 1}`,
    asks: [upload],
    manner: { delay: 60, pause: 1 },
  })),
});

export const hyperTcp = server("hyper 0.14, TCP", ({ port }) => `127.0.0.1:${port}`);
export const hyperUnix: Server = {
  ...server("hyper 0.14, Unix socket", ({ folder }) => join(folder, "hyper.sock")),
  socket: ({ folder }) => join(folder, "hyper.sock"),
};
