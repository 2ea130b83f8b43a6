// Makes `npm start` work on a fresh clone: installs and builds what is missing, or older than what it is made of.
// What needs the build and comes after another step that needs it (servers, truth) calls it too, and builds only once.
// Its output goes to stderr, so that stdout holds only the output of unflushed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const INSTALLED = "node_modules/.package-lock.json"; // npm writes it when an install is complete
const BUILT = JSON.parse(readFileSync(`${root}package.json`, "utf8")).bin.unflushed;

if (isOlder(INSTALLED, ["package-lock.json"])) {
  step("installing the dependencies (npm ci)", "ci", "--silent", "--no-audit", "--no-fund");
}
// the program bundles packages; a folder is newer than the program when one of its files is gone
const settings = ["package.json", INSTALLED, "tsconfig.json", "tsconfig.build.json"];
const sources = [...settings, ...filesIn("src"), ...filesIn("scripts")];
if (isOlder(BUILT, sources)) step("building (npm run build)", "run", "--silent", "build");

/** Runs npm. Says before what it does, and afterwards how long it took. */
function step(what, ...args) {
  process.stderr.write(`unflushed: ${what} ...\n`);
  const begin = performance.now();
  try {
    execFileSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
  } catch {
    process.stderr.write(`unflushed: ${what} failed: see above\n`);
    process.exit(2);
  }
  process.stderr.write(`unflushed: ${what} took ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
}

function isOlder(made, from) {
  return !existsSync(`${root}${made}`) || from.some((path) => changed(path) > changed(made));
}

function filesIn(folder) {
  return readdirSync(`${root}${folder}`, { recursive: true }).map((path) => `${folder}/${path}`);
}

function changed(path) {
  return statSync(`${root}${path}`).mtimeMs;
}
