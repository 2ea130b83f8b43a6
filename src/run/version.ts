import { readFileSync } from "node:fs";

interface Manifest {
  readonly version: string;
}

/** The version in package.json, which stands beside `dist/` in a checkout and in an installed package alike. */
export const version = (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as Manifest)
  .version;
