import { readFileSync } from "node:fs";
import { packageFile } from "../capture/package-files.js";

interface Manifest {
  readonly version: string;
}

/** The version in package.json. */
export const version = (JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as Manifest).version;
