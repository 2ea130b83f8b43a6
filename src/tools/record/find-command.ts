import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UnflushedError } from "../../errors.js";

/** @throws UnflushedError (`command-not-found`) if nothing of that name can be run */
export function refuseUnknownCommand(name: string): void {
  const isPath = name.includes("/");
  const places = isPath ? [name] : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  if (places.some(canRun)) return;
  const problem = isPath ? "is not a file that can be run" : "is not on PATH";
  throw new UnflushedError("command-not-found", `${name} ${problem}: name a program, as in unflushed record ./server`);
}

/**
 * A line for a shell may do anything. If it begins with a plain word, that is a program, or what a shell itself knows.
 *
 * @throws UnflushedError (`command-not-found`, `usage` for a line of blanks)
 */
export function refuseUnknownLine(line: string): void {
  if (line.trim() === "") {
    throw new UnflushedError("usage", "--also names no program: write a command, as in --also 'node server.js'");
  }
  const name = plainProgram(line);
  if (name === null || spawnSync("/bin/sh", ["-c", 'command -v "$1"', "sh", name]).status === 0) return;
  refuseUnknownCommand(name);
}

/** The first word of a line for a shell; null if a shell may read more into it than a name. */
export function plainProgram(line: string): string | null {
  return /^\s*([\w./][\w./+-]*)(?=\s|$)/.exec(line)?.[1] ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
