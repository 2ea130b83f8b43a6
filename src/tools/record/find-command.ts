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

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
