import { readFileSync } from "node:fs";
import { packageFile } from "../../capture/package-files.js";

/** The page of the format `html`, as the build made it. */
export function reportPage(): string {
  return readFileSync(packageFile("dist/page/report.html"), "utf8");
}
