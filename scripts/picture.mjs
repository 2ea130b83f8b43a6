// Draws the picture in README.md of what the program prints: npm run picture [-- FILE]
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { terminalSvg } from "./picture/svg.mjs";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bin = at(JSON.parse(readFileSync(at("package.json"), "utf8")).bin.unflushed);

const ARGS = ["samples/hyper-14.9MB-truncated.strace"];
const COMMAND = `npx unflushed ${ARGS.join(" ")}`;

const { NO_COLOR: _, GITHUB_ACTIONS: __, ...env } = process.env;
const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...ARGS], {
  cwd: at("."),
  env: { ...env, FORCE_COLOR: "1" },
  encoding: "utf8",
});
// it finds the bug, and says nothing else
if (status !== 1 || stderr !== "") throw new Error(`${COMMAND} ended with ${status}: ${stderr}`);
const prompt = `\u001b[2m$\u001b[22m ${COMMAND}`;
writeFileSync(resolve(process.argv[2] ?? at("docs/assets/check.svg")), terminalSvg(COMMAND, `${prompt}\n${stdout}`));
