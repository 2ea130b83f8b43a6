import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Debian's librust-*-dev packages. */
export const REGISTRY = "/usr/share/cargo/registry";

/** Debian's crates, and a cargo to build hyper with. Elsewhere other servers have to do. */
export const canBuildHyper = hasCrate(/^hyper-0\.14\./) && hasProgram("cargo");

/** The patch is one of this version. */
export const PATCHED = "hyper-0.14.19";
export const canPatchHyper = canBuildHyper && hasCrate(PATCHED);

/** Where hyper-is-built.ts builds. */
export const HYPER = fileURLToPath(new URL("../../.test-results/hyper", import.meta.url));

/** The server of samples/record/hyper-server: on hyper as it is, which has the bug, and on hyper with the patch. */
export type HyperBuild = "broken" | "fixed";

/** The path of that program; hyper-is-built.ts has built it before any file is run. */
export const hyperServer = (build: HyperBuild): string => `${HYPER}/${build}/hyper-server`;

function hasCrate(name: RegExp | string): boolean {
  return existsSync(REGISTRY) && readdirSync(REGISTRY).some((crate) => crate.search(name) === 0);
}

function hasProgram(name: string): boolean {
  return execFileSync("sh", ["-c", `command -v ${name} || true`]).length > 0;
}
