import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "lightningcss";

/** The style sheets of a page, small: those that `styles.txt` in its folder names, in order. */
export function stylesOf(root, folder) {
  const sheets = readFileSync(join(root, folder, "styles.txt"), "utf8")
    .split("\n")
    .filter(Boolean);
  const code = Buffer.from(sheets.map((sheet) => readFileSync(join(root, sheet), "utf8")).join("\n"));
  return transform({ filename: `${folder}.css`, code, minify: true }).code.toString();
}
