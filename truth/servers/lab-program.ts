import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a program of `truth/lab/`; this file runs from `.truth/servers/`. */
export function program(name: string): string {
  return fileURLToPath(new URL(`../lab/${name}`, import.meta.url));
}

/** Debian's interpreter where there is one: a version manager's stand-in is a shell script, which strace would follow. */
export const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
