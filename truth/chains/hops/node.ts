import { program } from "../../servers/lab-program.js";
import type { Hop } from "../chain.js";

const NODE = process.execPath;

/** The lab's origin, on node's http. */
export const nodeOrigin = (name = "origin"): Hop => ({
  name,
  programs: [NODE],
  isRestarted: true,
  command: ({ listen }) => [NODE, program("chains/origin.mjs"), name, String(listen)],
});

/** The lab's origin in HTTP/2 without TLS, on node's http2. */
export const nodeHttp2Origin: Hop = {
  name: "origin",
  programs: [NODE],
  isRestarted: true,
  command: ({ listen }) => [NODE, program("chains/origin-h2.mjs"), "origin", String(listen)],
};

/** The lab's proxy, on node's http. It reads its name in a request's field. */
export const nodeProxy = (name = "node-proxy"): Hop => ({
  name,
  programs: [NODE],
  isRestarted: true,
  command: ({ listen, upstreams: [upstream] }) => [
    ...[NODE, program("chains/proxy.mjs"), name],
    ...[String(listen), String(upstream)],
  ],
});
