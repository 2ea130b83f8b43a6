import type { Server } from "../../server.js";
import { proxied } from "./proxied.js";

export const nghttpx: Server = {
  name: "nghttpx, in front of node",
  program: "nghttpx",
  version: ["nghttpx", "--version"],
  isProxy: true,
  command: ({ port, backend }) => [
    ...["nghttpx", "--conf=/dev/null", `--frontend=127.0.0.1,${port};no-tls`, `--backend=127.0.0.1,${backend}`],
    ...["--workers=2", "--log-level=FATAL", "--errorlog-file=/dev/null"],
  ],
  features: proxied,
};
