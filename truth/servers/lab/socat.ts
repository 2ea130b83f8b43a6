import type { Lab, Server } from "../../server.js";
import { app, streamed } from "../../server.js";
import { program } from "../lab-program.js";

const listen = ({ port }: Lab): string => `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork,backlog=100`;
const common = { program: "socat", version: ["dpkg-query", "-W", "socat"] };

const shell = (name: string, options: string): Server => ({
  ...common,
  name: `bash under socat, ${name}`,
  test: "command -v socat && command -v bash",
  command: (lab) => ["socat", listen(lab), `EXEC:bash ${program("answer.sh")}${options}`],
  features: {
    ...app,
    ...streamed,
    upload: app.small,
    chunked: { target: "/15000000/chunked" },
    "until-close": { target: "/15000000/until-close" },
    short: { target: "/15000000/short" },
  },
});

/** Bash and its children write to the connection itself. */
export const bashDirect = shell("on the connection", ",nofork");
/** Bash and its children write to one of a pair of Unix sockets, and socat copies the bytes. */
export const bashCopied = shell("on a pair of sockets", "");
