import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Writes the scripts of a folder in ASCII, with escapes in their texts and regular expressions. One other character makes V8 keep the
 * whole script with two bytes for each: it takes longer to read, and fills the memory that is cleared up most often.
 */
export function writeAscii(folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".cjs"))) {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    const ascii = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    writeFileSync(`${folder}/${name}`, ascii);
  }
}
