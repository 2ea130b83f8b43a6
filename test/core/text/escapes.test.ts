import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { csvRow } from "../../../src/core/formats/csv.js";
import { annotation } from "../../../src/core/formats/github.js";
import { messageText, uriOf } from "../../../src/core/formats/sarif/locations.js";
import { visible, withoutCommands } from "../../../src/core/text/escape.js";
import { jsonText } from "../../../src/core/text/json-text.js";
import { markdownCode } from "../../../src/core/text/markdown-escape.js";
import { escapeXml } from "../../../src/core/text/xml.js";
import { budget } from "../../budget.js";

const SPECIAL = [
  ..."=+-@\t\r\n\u0000\u001b\u009b,\"'|`\\[]{}()<>&;:#%*_~!/ \ud800\ufffe\u202e",
  "::error::",
  "##[",
  "]]>",
  "%0A",
  "\\|",
];
/** Any text, with more than its share of what means something somewhere. */
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 20 })
  .map((parts) => parts.join(""));

function always(holds: (text: string) => void): void {
  fc.assert(fc.property(anyText, holds), budget(500));
}

describe("whatever a program is named", () => {
  test("visible text is one line that can be encoded", () => {
    always((text) => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(visible(visible(text))).toBe(visible(text));
    });
  });

  test("JSON comes back as it was", () => {
    always((text) => {
      expect(JSON.parse(jsonText({ text }))).toEqual({ text });
      expect(jsonText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    });
  });

  test("XML holds no markup and only characters that XML 1.0 has", () => {
    always((text) => {
      expect(escapeXml(text)).toMatch(/^(?:[^<>&"'\p{Cc}\p{Cs}\ufffe\uffff]|&(?:lt|gt|amp|quot|apos);)*$/u);
    });
  });

  test("a row of CSV is a row of two cells, and no cell a formula", () => {
    always((text) => {
      const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*)),x\r\n$/.exec(csvRow([text, "x"])) ?? [];
      const cell = quoted?.replaceAll('""', '"') ?? plain;
      const defused = (/^[=+\-@\t\r]/.test(text) ? "'" : "") + visible(text);
      expect(cell).toBe(quoted === undefined ? withoutCommands(defused) : defused);
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    });
  });

  test("an annotation is one command with three properties", () => {
    always((text) => {
      const line = annotation("error", { file: text, line: "1", title: text }, [text, text]);
      expect(line).toMatch(/^::error file=[^:,\r\n]*,line=1,title=[^:,\r\n]*::[^\r\n]*\n$/);
      expect(line).not.toContain("##[");
    });
  });

  test("a URI is one, and decodes to the path", () => {
    always((text) => {
      expect(uriOf(text)).toMatch(/^(?:file:\/\/)?(?:[\w.~!*()/-]|%[0-9A-F]{2})*$/);
      if (!/\p{Cs}/u.test(text) && !text.startsWith("/")) expect(decodeURIComponent(uriOf(text))).toBe(text);
    });
  });

  test("a message of SARIF reads back as it was, and has no link and no placeholder", () => {
    always((text) => {
      const escaped = messageText(text);
      expect(escaped.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
      expect(escaped.replace(/\\[\\[\]]/g, "")).not.toMatch(/[\\[\]]/);
    });
  });

  test("code in a table of Markdown is one cell and one element", () => {
    always((text) => {
      const html = marked.parse(`| a | b |\n| --- | --- |\n| ${markdownCode(`x${text}`)} | y |\n`, { async: false });
      expect(html.match(/<td>(.*)<\/td>/g)).toHaveLength(2);
      expect(html).toMatch(/<td><code>[^<>]*<\/code><\/td>\s*<td>y<\/td>/);
    });
  });
});
