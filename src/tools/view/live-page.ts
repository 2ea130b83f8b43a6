import { readFileSync } from "node:fs";
import { packageFile } from "../../capture/package-files.js";

/** The page that follows a stream, as the build made it. */
export function livePage(): string {
  return readFileSync(packageFile("dist/page/live.html"), "utf8");
}
