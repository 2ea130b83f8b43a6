// Makes `npm start` work on a fresh clone: installs the dependencies if they are missing, and builds if the build is older
// than the source. Its output goes to stderr, so that stdout holds only the output of unflushed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (...args) => execFileSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
const changed = (path) => statSync(`${root}/${path}`).mtimeMs;

function newestSource() {
  const entries = readdirSync(`${root}/src`, { recursive: true });
  return Math.max(...entries.map((entry) => changed(`src/${entry}`)));
}

if (!existsSync(`${root}/node_modules/.package-lock.json`)) {
  process.stderr.write("unflushed: first run, installing and building\n");
  run("ci", "--silent");
}
if (!existsSync(`${root}/dist/cli/bin.js`) || changed("dist/cli/bin.js") < newestSource()) {
  run("run", "--silent", "build");
}
