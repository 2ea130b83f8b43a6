import { visible } from "./escape.js";

/** An element on one line; `content` is XML, attributes are text. */
export function xmlElement(name: string, attributes: Readonly<Record<string, string | number>>, content = ""): string {
  return content === "" ? `${xmlOpenTag(name, attributes)}/>` : `${xmlOpenTag(name, attributes)}>${content}</${name}>`;
}

export function xmlOpenTag(name: string, attributes: Readonly<Record<string, string | number>>): string {
  return `<${name}${Object.entries(attributes)
    .map(([each, value]) => ` ${each}="${escapeXml(String(value))}"`)
    .join("")}`;
}

/** Our own lines, whose breaks are kept, as references: the document has an element a line. */
export function xmlText(lines: string): string {
  return lines.trimEnd().split("\n").map(escapeXml).join("&#10;");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** What XML 1.0 cannot hold at all is made visible first. */
export function escapeXml(value: string): string {
  return visible(value).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
