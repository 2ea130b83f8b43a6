import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ask } from "../../client.js";
import type { Play } from "../../framed/framed-server.js";
import type { Lab } from "../../server.js";
import { converseTls, type TlsManner } from "../../tls/client.js";
import { program } from "../lab-program.js";
import { tlsServer } from "./tls-server.js";

/** Many times what the small socket buffers hold, and few enough for a small capture. */
const SIZE = 400_000;
const REGISTRY = "/usr/share/cargo/registry"; // Debian's librust-*-dev packages
const upload: Ask = { method: "POST", target: `/${SIZE}`, body: Buffer.alloc(1000, "u"), isChunked: true };
const binary = ({ folder }: Lab): string => join(folder, "hyper-tls/target/release/hyper-tls");

function build({ folder }: Lab): void {
  cpSync(program("hyper-tls"), join(folder, "hyper-tls"), { recursive: true });
  mkdirSync(join(folder, "hyper-tls/.cargo"), { recursive: true });
  const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
  writeFileSync(join(folder, "hyper-tls/.cargo/config.toml"), config);
  execFileSync("cargo", ["build", "--release", "--offline", "--quiet"], { cwd: join(folder, "hyper-tls") });
}

/** The chunked request is dropped unread, so hyper's side that reads ends early, and it shuts down before it has flushed. */
const bug = (name: string, manner: TlsManner): Play => ({
  name: `early shutdown, ${name}`,
  run: async ({ address }) => [await converseTls(address as number, [upload], manner)],
});

const server = (library: "rustls" | "openssl"): ReturnType<typeof tlsServer> => {
  const made = tlsServer({
    name: `hyper 0.14, ${library}`,
    program: "cargo",
    test: `command -v cargo && test -d ${REGISTRY}/hyper-0.14.19`,
    version: ["sh", "-c", `ls ${REGISTRY} | grep -E '^(hyper-0|rustls-0|openssl-0)' | tr '\\n' ' '`],
    prepare: (lab) => existsSync(binary(lab)) || build(lab),
    command: (lab, { certificate, key }) => [binary(lab), `127.0.0.1:${lab.port}`, library, certificate, key, "keep"],
    features: { faults: ["stream"] },
  });
  const bugs = [
    bug("slow reader", { delay: 60, pause: 1 }),
    bug("slower reader", { delay: 300, pause: 5 }),
    bug("the witness reads on", { delay: 60, pause: 1, readsOn: true }),
    bug("slower, the witness reads on", { delay: 300, pause: 5, readsOn: true }),
    bug("TLS 1.2, the witness reads on", { delay: 60, pause: 1, version: "TLSv1.2", readsOn: true }),
    bug("TLS 1.2", { delay: 60, pause: 1, version: "TLSv1.2" }),
  ];
  return { ...made, plays: [...bugs, ...made.plays] };
};

export const hyperRustls = server("rustls");
export const hyperOpenssl = server("openssl");
