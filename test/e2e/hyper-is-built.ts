import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { canBuildHyper, canPatchHyper, HYPER, type HyperBuild, hyperServer, PATCHED, REGISTRY } from "./hyper.js";

const record = fileURLToPath(new URL("../../samples/record/", import.meta.url));
const SOURCES = ["hyper-server/Cargo.toml", "hyper-server/src/main.rs", "hyper-flush-before-shutdown.patch"];
const STAMP = join(HYPER, "sources.sha256");

/** Builds the servers on hyper once for all files that run them, unless they are made of the same sources. */
export function setup(): void {
  if (!canBuildHyper) return;
  const sources = createHash("sha256").update(
    SOURCES.map((name) => readFileSync(join(record, name), "utf8")).join("\0"),
  );
  const made = sources.digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === made) return;
  rmSync(HYPER, { recursive: true, force: true });
  build("broken");
  if (canPatchHyper) buildPatched();
  writeFileSync(STAMP, made);
}

function buildPatched(): void {
  cpSync(join(REGISTRY, PATCHED), join(HYPER, "patched"), { recursive: true, dereference: true });
  const patch = join(record, "hyper-flush-before-shutdown.patch");
  execFileSync("git", ["apply", "--unsafe-paths", patch], { cwd: join(HYPER, "patched") });
  build("fixed", '[patch.crates-io]\nhyper = { path = "../patched" }\n');
}

function build(name: HyperBuild, patched = ""): void {
  const place = join(HYPER, name);
  const target = join(HYPER, "target"); // of both: all crates but hyper are the same
  const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
  cpSync(join(record, "hyper-server"), place, { recursive: true });
  mkdirSync(join(place, ".cargo"), { recursive: true });
  writeFileSync(join(place, ".cargo/config.toml"), config + patched);
  // a third of the time to build: the bug is in what hyper does, and not in how fast it does it
  const fast = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "0", CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "1" };
  const env = { ...process.env, ...fast, CARGO_TARGET_DIR: target };
  execFileSync("cargo", ["build", "--release", "--offline", "--quiet"], { cwd: place, env, stdio: "ignore" });
  cpSync(join(target, "release/hyper-server"), hyperServer(name));
}
