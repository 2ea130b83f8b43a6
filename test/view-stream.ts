import { inflateRawSync } from "node:zlib";

const PACKED = /(?<=id="records">\n)[^<]*(?=<\/script>)/;

/** The view stream inside a report: a line of JSON for each record. */
export function viewStreamIn(html: string): string {
  return inflateRawSync(Buffer.from(PACKED.exec(html)?.[0] ?? "", "base64")).toString("utf8");
}

/** A report as `merge` would write it, with its records as text: without the calls, which records for merge do not have. */
export function withoutStories(html: string): string {
  const lines = viewStreamIn(html)
    .split("\n")
    .filter((line) => !/^\{"kind":"(?:story|stories)"/.test(line));
  return html.replace(PACKED, () => lines.join("\n"));
}
