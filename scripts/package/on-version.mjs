import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROGRAMS } from "./consumers.mjs";
import { npm, root, run } from "./packed.mjs";

const SAMPLE = join(root, "samples/hyper-14.9MB-truncated.strace");
const RULE = "shut-wr-outstanding";
const USED = ["require.cjs", "import-core.mjs"];

/**
 * Asks the package that is installed in the folder on another version of Node: `require("unflushed")`,
 * `import "unflushed/core"` and the command on one sample. Returns the exact version, and what is wrong; null if all find the same.
 */
export function onVersion(version, folder) {
  const node = install(version, folder);
  for (const name of USED) writeFileSync(join(folder, name), PROGRAMS[name]);
  const found = [...USED.map((name) => run(node, [join(folder, name), SAMPLE], folder)), check(node, folder)];
  const isRight = found.every((rules) => rules === RULE);
  return { exact: run(node, ["--version"], folder), wrong: isRight ? null : `found ${found.join(" | ")}` };
}

/** Installs a version of Node in a folder of its own, and returns the path of its binary. */
function install(version, folder) {
  const prefix = join(folder, `node-${version}`);
  npm(["install", "--prefix", prefix, `node-linux-${process.arch}@${version}`], folder);
  return join(prefix, "node_modules", `node-linux-${process.arch}`, "bin/node");
}

/** What the command finds in the sample; it ends with 1, because it found something. */
function check(node, folder) {
  const args = [join(folder, "node_modules/.bin/unflushed"), "--format", "json", SAMPLE];
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: folder, encoding: "utf8" });
  if (status !== 1 || stderr !== "") return `exit code ${status} ${stderr}`;
  return JSON.parse(stdout)
    .findings.map(({ rule }) => rule)
    .join();
}
