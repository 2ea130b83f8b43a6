import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { program } from "../../servers/lab-program.js";
import type { Hop } from "../chain.js";

const built = join(homedir(), ".cache/unflushed-truth/chains");
const binary = join(built, "go-proxy");
let isBuilt = false;

/** Go's httputil.ReverseProxy. It is built once a run. */
export const goProxy: Hop = {
  name: "go",
  programs: ["go"],
  isRestarted: true,
  prepare: () => {
    const env = { ...process.env, GO111MODULE: "off" };
    if (isBuilt) return;
    mkdirSync(built, { recursive: true });
    execFileSync("go", ["build", "-o", binary, program("chains/proxy.go")], { env });
    isBuilt = true;
  },
  command: ({ listen, upstreams: [upstream] }) => [binary, String(listen), String(upstream)],
};
