// The package, as npm packs it, on every version of Node that it supports: `require("unflushed")`,
// `import "unflushed/core"` and the command on one sample. All of them must come to the same.
//
//   npm run build && node scripts/node-versions.mjs             on all of them
//   npm run build && node scripts/node-versions.mjs 20.19.0 26   on these
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onVersion } from "./package/on-version.mjs";
import { packAndInstall } from "./package/packed.mjs";

/** The first of 20 and of 22 that load ES modules by `require` without a warning, and the last of 24 and of 26. */
const ALL = ["20.19.0", "22.13.0", "24", "26"];
const asked = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), "unflushed-node-"));
let failed = 0;
try {
  packAndInstall(folder);
  for (const version of asked.length > 0 ? asked : ALL) {
    const { exact, wrong } = onVersion(version, folder);
    if (wrong !== null) failed = 1;
    const outcome = wrong === null ? "require, import and the command find the same" : `FAILED, ${wrong}`;
    process.stdout.write(`${exact}: ${outcome}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed);
