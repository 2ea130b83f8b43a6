import { readFileSync } from "node:fs";
import { packageFile } from "../capture/package-files.js";
import { UnflushedError } from "../errors.js";

interface Manifest {
  readonly version: string;
}

/** The version in package.json; empty if there is none, which `refuseIncompletePackage` says. */
export const version = manifest()?.version ?? "";

/** @throws UnflushedError (`package-incomplete`) if the built files were copied without the rest of the package */
export function refuseIncompletePackage(): void {
  packageFile("package.json");
}

function manifest(): Manifest | null {
  try {
    return JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  } catch (error) {
    if (error instanceof UnflushedError) return null; // who only imports this module did nothing wrong
    throw error;
  }
}
