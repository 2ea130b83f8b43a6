// The package, as npm packs it, on every version of Node that it supports: `require("unflushed")`,
// `import "unflushed/core"` and the command on one sample. All of them must come to the same.
//
//   npm run build && node scripts/node-versions.mjs             on all of them
//   npm run build && node scripts/node-versions.mjs 20.19.0 26   on these
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm, packAndInstall, root, run } from "./package/packed.mjs";

/** The first of 20 and of 22 that load ES modules by `require` without a warning, and the last of 24 and of 26. */
const ALL = ["20.19.0", "22.13.0", "24", "26"];
const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ALL;
const SAMPLE = "hyper-14.9MB-truncated.strace";
const RULE = "shut-wr-outstanding";

const folder = mkdtempSync(join(tmpdir(), "unflushed-node-"));

const sample = join(root, "samples", SAMPLE);
const RULES = "({ findings }) => console.log(findings.map(({ finding }) => finding.rule.id).join())";
const programs = {
  "require.cjs": `const { analyzeFile } = require("unflushed"); analyzeFile(process.argv[2]).then(${RULES});`,
  "import.mjs": `
    import { readFileSync } from "node:fs";
    import { analyzeText } from "unflushed/core";
    (${RULES})(analyzeText(readFileSync(process.argv[2])));`,
};

/** Installs a version of Node in a folder of its own, and returns the path of its binary. */
function install(version) {
  const prefix = join(folder, `node-${version}`);
  npm(["install", "--prefix", prefix, `node-linux-${process.arch}@${version}`], folder);
  return join(prefix, "node_modules", `node-linux-${process.arch}`, "bin/node");
}

/** What the command finds in the sample; it ends with 1, because it found something. */
function check(node) {
  const args = [join(folder, "node_modules/.bin/unflushed"), "--format", "json", sample];
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: folder, encoding: "utf8" });
  if (status !== 1 || stderr !== "") return `exit code ${status} ${stderr}`;
  return JSON.parse(stdout)
    .findings.map(({ rule }) => rule)
    .join();
}

let failed = 0;
try {
  packAndInstall(folder);
  for (const [name, program] of Object.entries(programs)) writeFileSync(join(folder, name), program);
  for (const version of versions) {
    const node = install(version);
    const found = [
      ...Object.keys(programs).map((name) => run(node, [join(folder, name), sample], folder)),
      check(node),
    ];
    const isRight = found.every((rules) => rules === RULE);
    if (!isRight) failed = 1;
    const outcome = isRight ? "require, import and the command find the same" : `FAILED, found ${found.join(" | ")}`;
    process.stdout.write(`${run(node, ["--version"], folder)}: ${outcome}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed);
