// The package as a user gets it: what it holds, and, installed in an empty folder without install scripts, its command,
// its library by import and by require, and its types. Then `npx` with the package, while npm is offline.
//
//   npm run build && node scripts/installed-package.mjs
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MISTYPED, PROGRAMS, TYPED } from "./package/consumers.mjs";
import { problemsOf } from "./package/contents.mjs";
import { onVersion } from "./package/on-version.mjs";
import { packAndInstall, root, run } from "./package/packed.mjs";

const SAMPLE = join(root, "samples/hyper-14.9MB-truncated.strace");
const RULE = "shut-wr-outstanding";
/** How users compile: with version 5 of TypeScript and with version 7, for Node and for a bundler. */
const COMPILED = [
  ["typescript", "--module node16"],
  ["@typescript/native", "--module esnext --moduleResolution bundler"],
];
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const folder = mkdtempSync(join(tmpdir(), "unflushed-package-"));
const empty = mkdtempSync(join(tmpdir(), "unflushed-npx-"));
const cache = { npm_config_cache: join(folder, "cache") }; // of its own: nothing is there that was not just installed
const problems = [];

/** Says that it holds, or keeps what is wrong. */
function check(what, holds, said = "") {
  if (!holds) problems.push(`${what} ${said}`);
  process.stdout.write(`${holds ? "ok" : "FAILED"}: ${what} ${holds ? "" : said}\n`);
}

/** Runs a command of a shell in the folder; `offline` leaves npm nothing but its cache. */
function shell(command, cwd, offline = false) {
  const env = { ...process.env, ...cache, ...(offline && { npm_config_offline: "true" }) };
  delete env.GITHUB_ACTIONS;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd, env, encoding: "utf8" });
  return { status, stdout, said: `ended with ${status}: ${stdout}${stderr}` };
}

function compile(text, compiler, resolution) {
  writeFileSync(join(folder, "consumer.mts"), text);
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const options = `--noEmit --strict --target es2022 ${resolution} consumer.mts`;
  return shell(`"${process.execPath}" "${tsc}" ${options}`, folder);
}

try {
  const packed = packAndInstall(folder, cache);
  const { size, unpackedSize, entryCount, filename } = packed;
  const wrong = problemsOf(packed);
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  check(
    `${filename}: ${megabytes(size)}, ${megabytes(unpackedSize)} in ${entryCount} files`,
    wrong.length === 0,
    wrong,
  );
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const scripted = Object.keys(packages).filter((path) => packages[path].hasInstallScript);
  check(`${Object.keys(packages).length - 1} packages installed, none with a script`, scripted.length === 0, scripted);

  const found = shell(`npx --no-install unflushed "${SAMPLE}"`, folder);
  check("npx unflushed FILE", found.status === 1 && found.stdout.includes(`error[${RULE}]`), found.said);
  const named = shell("npx --no-install unflushed --version", folder);
  check("npx unflushed --version", named.status === 0 && named.stdout === `${version}\n`, named.said);
  for (const [file, program] of Object.entries(PROGRAMS)) {
    writeFileSync(join(folder, file), program);
    const rules = run(process.execPath, [join(folder, file), SAMPLE], folder);
    check(file, rules === RULE, `found ${rules}`);
  }
  for (const [compiler, resolution] of COMPILED) {
    const typed = compile(TYPED, compiler, resolution);
    check(`types, ${compiler} ${resolution}`, typed.status === 0, typed.said);
  }
  const mistyped = compile(MISTYPED, "@typescript/native", "--module node16");
  check("types: a mistake is found", /^consumer\.mts\(4,.* TS2322/.test(mistyped.stdout), mistyped.said);

  for (const asked of process.argv.slice(2)) {
    const { exact, wrong } = onVersion(asked, folder);
    check(`Node ${exact}: require, import and the command find the same`, wrong === null, wrong);
  }

  copyFileSync(join(folder, filename), join(empty, filename));
  for (const npx of [`npx --yes ./${filename}`, `npx --yes --package=./${filename} unflushed`]) {
    const checked = shell(`${npx} check "${SAMPLE}"`, empty, true);
    const holds = checked.status === 1 && checked.stdout.includes(`error[${RULE}]`);
    check(`${npx} check FILE, npm offline`, holds, checked.said);
  }
} finally {
  for (const each of [folder, empty]) rmSync(each, { recursive: true, force: true });
}
process.exit(problems.length > 0 ? 1 : 0);
