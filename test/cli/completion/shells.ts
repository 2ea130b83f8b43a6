import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SHELLS, type Shell } from "../../../src/cli/completion/shells.js";
import { temporaryFolder } from "../../temporary-folder.js";

/** bash is there wherever the tests are; of the others, those that are installed. */
export const shells: readonly Shell[] = SHELLS.filter((shell) => shell === "bash" || isInstalled(shell));

function isInstalled(name: string): boolean {
  return execFileSync("sh", ["-c", `command -v ${name} || true`]).length > 0;
}

const path = (shell: Shell): string => fileURLToPath(new URL(`./ask.${shell}`, import.meta.url));

/** What a shell that has read `script` offers at the end of each line; the last word of the line is what it completes. */
export function offered(shell: Shell, script: string, lines: readonly string[], cwd: string): string[][] {
  const folder = temporaryFolder();
  const [file, found] = [join(folder, "script"), join(folder, "found")];
  writeFileSync(file, script);
  const options = {
    cwd,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, HOME: folder, TERM: "dumb" },
  } as const;
  const flags = { bash: ["--noprofile", "--norc"], zsh: ["-f"], fish: ["--no-config"] }[shell];
  const output = execFileSync(
    shell,
    [...flags, path(shell), file, ...(shell === "zsh" ? [found] : []), ...lines],
    options,
  );
  const text = shell === "zsh" ? readFileSync(found, "utf8") : output;
  const groups = text.split(/^--\n/m).slice(0, lines.length);
  return groups.map((group, index) => clean(shell, group.split("\n").filter(Boolean), lines[index] ?? ""));
}

/** Shells differ in how they say the same: `dir/` or `dir`, `--a=b` or `b`; zsh quotes it as it would be typed. */
function clean(shell: Shell, words: readonly string[], line: string): string[] {
  const typed = line.slice(line.lastIndexOf(" ") + 1);
  const before = typed.slice(0, typed.lastIndexOf("=") + 1);
  const unquoted = shell === "zsh" ? words.map((word) => word.replaceAll(/\\(.)/g, "$1")) : words;
  return unquoted.map((word) => (word.startsWith(before) ? word.slice(before.length) : word).replace(/\/$/, ""));
}
