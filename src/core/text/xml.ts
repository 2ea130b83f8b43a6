import { visible } from "./escape.js";

/** An element on one line. `content` is XML; the attribute values are text and get escaped. */
export function xmlElement(name: string, attributes: Readonly<Record<string, string | number>>, content = ""): string {
  return content === "" ? `${xmlOpenTag(name, attributes)}/>` : `${xmlOpenTag(name, attributes)}>${content}</${name}>`;
}

export function xmlOpenTag(name: string, attributes: Readonly<Record<string, string | number>>): string {
  let tag = `<${name}`;
  for (const each in attributes) tag += ` ${each}="${escapeXml(String(attributes[each]))}"`;
  return tag;
}

/** Text with line breaks as XML on one line: the breaks become references, so each element of a document is one line. */
export function xmlText(lines: string): string {
  return lines.trimEnd().split("\n").map(escapeXml).join("&#10;");
}

/** Printable ASCII that `visible` does not change. */
const PLAIN = /^[ -"$-~]*$/;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes text for XML. Characters that XML 1.0 cannot hold become `\xNN`. */
export function escapeXml(value: string): string {
  const safe = PLAIN.test(value) ? value : visible(value); // nearly all are plain
  return /[&<>"']/.test(safe) ? safe.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char) : safe;
}
