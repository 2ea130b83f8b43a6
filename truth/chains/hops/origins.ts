import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { configureFpm, FPM, fpmCommand } from "../../servers/fastcgi/php-fpm.js";
import { PYTHON, program } from "../../servers/lab-program.js";
import type { Address, Hop } from "../chain.js";

const bind = (address: Address): string => (typeof address === "number" ? `127.0.0.1:${address}` : `unix:${address}`);

/** gunicorn; its arbiter kills a worker that is silent for so many seconds. */
export const gunicornOrigin = (timeout: number): Hop => ({
  name: "gunicorn",
  programs: ["gunicorn"],
  command: ({ listen }) => [
    ...["gunicorn", "--workers", "4", "--timeout", String(timeout), "--bind", bind(listen)],
    ...["--chdir", dirname(program("wsgi.py")), "--log-level", "critical", "wsgi:app"],
  ],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
});

/** php-fpm, which is asked in FastCGI; its master kills a worker after so many seconds. */
export const phpOrigin = (timeout: number): Hop => ({
  name: "php-fpm",
  programs: [FPM],
  prepare: ({ folder, listen }) =>
    configureFpm(folder, {
      listen: typeof listen === "number" ? `127.0.0.1:${listen}` : listen,
      children: 10,
      timeout,
    }),
  command: fpmCommand,
});

/** The lab's program with one bug a path, on bare sockets. */
export const brokenOrigin: Hop = {
  name: "broken",
  programs: [PYTHON],
  isRestarted: true,
  command: ({ listen }) => [PYTHON, program("broken.py"), String(listen)],
};

const REGISTRY = "/usr/share/cargo/registry"; // Debian's librust-*-dev packages
const hyper = join(homedir(), ".cache/unflushed-truth/chains/hyper");

/** hyper 0.14, with the bug of its pull request 4018. It is built once for all runs. */
export const hyperOrigin: Hop = {
  name: "hyper",
  programs: ["cargo", REGISTRY],
  isRestarted: true,
  prepare: () => {
    if (existsSync(join(hyper, "target/release/hyper-server"))) return;
    cpSync(program("../../samples/record/hyper-server"), hyper, { recursive: true });
    mkdirSync(join(hyper, ".cargo"), { recursive: true });
    const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
    writeFileSync(join(hyper, ".cargo/config.toml"), config);
    execFileSync("cargo", ["build", "--release", "--offline", "--quiet"], { cwd: hyper });
  },
  command: ({ listen }) => [
    ...[join(hyper, "target/release/hyper-server"), typeof listen === "number" ? `127.0.0.1:${listen}` : listen],
  ],
};
