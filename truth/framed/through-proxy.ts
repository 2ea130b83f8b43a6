import { converse } from "../client.js";
import type { Play } from "./framed-server.js";
import type { FramedProtocol, StreamEnd } from "./witnessed.js";

/** The size of the body that is asked for, in bytes. */
const BIG = 3_000_000;

/**
 * Asks a proxy that is traced for each end that its backend has. The backend is a program of this project that ends each stream as it was
 * asked to, so what the proxy was given is known.
 */
export function playsThroughProxy(protocol: FramedProtocol, ends: Readonly<Record<string, StreamEnd>>): Play[] {
  return Object.entries(ends).map(([name, end]) => ({
    name: `the backend ends: ${name}`,
    isAlone: true,
    run: async ({ address }) => {
      const fields = ["Connection: close"];
      const [received] = await converse(address, [{ target: `/${BIG}/${name}`, fields }]).catch(() => []);
      return [
        {
          ...{ protocol, role: "client", port: null, stream: null, end, frame: null, status: received?.status ?? null },
          ...{ body: 0, declaredBody: null, left: null, notes: { received } },
        },
      ];
    },
  }));
}
