import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../src/index.js";

/**
 * The specs are Markdown: under each `## case`, a `strace` block and the `verdicts` that it must give, one
 * line an exchange or finding. What stands between is prose for the reader.
 */
const folder = new URL("./specs/", import.meta.url);
const CASE = /^## (.+)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const block = (language: string, text: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)?.[1];

function verdictsOf(strace: string): string {
  const { connections, findings } = analyzeText(strace);
  const lines = connections
    .toSorted((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)))
    .flatMap(({ id, exchanges }) =>
      exchanges.map(({ request, response, verdict, cause, evidence, outstandingBytes, blindSpots }) =>
        [
          `${id} ${request?.method ?? "?"} ${request?.target ?? "?"} -> ${response?.status ?? "?"}`,
          `${response?.acceptedBytes ?? "?"}/${response?.declaredBytes ?? "?"}`,
          verdict,
          ...(verdict === "truncated"
            ? [`by ${cause}`, `evidence ${evidence}`, `outstanding ${outstandingBytes}`]
            : []),
          ...blindSpots,
        ].join(" "),
      ),
    );
  for (const { finding } of findings) lines.push(`line ${finding.line}: ${finding.rule.id}`);
  return lines.map((line) => `${line}\n`).join("");
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
  const text = readFileSync(new URL(file, folder), "utf8");
  describe(/^# (.+)$/m.exec(text)?.[1] ?? file, () => {
    for (const [, name = "", body = ""] of text.matchAll(CASE)) {
      test(name, () => {
        const strace = block("strace", body);
        const verdicts = block("verdicts", body);
        expect(strace, "a strace block").toBeDefined();
        expect(verdicts, "a verdicts block").toBeDefined();
        expect(verdictsOf(strace ?? "")).toBe(verdicts);
      });
    }
  });
}
