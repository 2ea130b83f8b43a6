import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a program in `truth/lab/`. The compiled file runs from `.truth/servers/`. */
export function program(name: string): string {
  return fileURLToPath(new URL(`../../truth/lab/${name}`, import.meta.url));
}

/**
 * Debian's interpreter, if it is installed. That of a version manager is a shell script, which strace would trace too.
 */
export const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
