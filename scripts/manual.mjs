// writes the two manuals that are made from what the commands declare: the man page, and its page in the documentation
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bin = at(JSON.parse(readFileSync(at("package.json"), "utf8")).bin.unflushed);

mkdirSync(at("man"), { recursive: true });
for (const [form, file] of [
  ["roff", "man/unflushed.1"],
  ["markdown", "docs/reference/cli.md"],
]) {
  writeFileSync(at(file), execFileSync(process.execPath, [bin, "manual", form]));
}
