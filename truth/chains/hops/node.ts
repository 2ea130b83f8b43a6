import { program } from "../../servers/lab-program.js";
import { certificateOf, makeCertificate } from "../../tls/certificate.js";
import type { Hop, Post } from "../chain.js";

const NODE = process.execPath;

/** The lab's origin, on node's http. */
export const nodeOrigin = (name = "origin"): Hop => ({
  name,
  programs: [NODE],
  isRestarted: true,
  command: ({ listen }) => [NODE, program("chains/origin.mjs"), name, String(listen)],
});

const lab = ({ folder }: Post): Parameters<typeof makeCertificate>[0] => ({ folder, port: 0, backend: 0 });

/** The same on node's https. */
export const nodeTlsOrigin: Hop = {
  ...nodeOrigin(),
  programs: [NODE, "openssl"],
  prepare: (post) => {
    makeCertificate(lab(post));
  },
  command: (post) => [...nodeOrigin().command(post), certificateOf(lab(post)).both],
};

/** The lab's origin in HTTP/2 without TLS, on node's http2. */
export const nodeHttp2Origin: Hop = {
  name: "origin",
  programs: [NODE],
  isRestarted: true,
  command: ({ listen }) => [NODE, program("chains/origin-h2.mjs"), "origin", String(listen)],
};

/** The lab's proxy, on node's http. It reads its name in a request's field, and may ask over TLS. */
export const nodeProxy = (name = "node-proxy", { asksTls }: { readonly asksTls?: boolean } = {}): Hop => ({
  name,
  programs: [NODE],
  isRestarted: true,
  command: ({ listen, upstreams: [upstream] }) => [
    ...[NODE, program("chains/proxy.mjs"), name],
    ...[String(listen), String(upstream), ...(asksTls ? ["tls"] : [])],
  ],
});
