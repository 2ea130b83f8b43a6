import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineSplitter } from "../src/capture/lines.js";
import { analyzeText } from "../src/index.js";
import { eventJson } from "../src/report/event-json.js";
import { StraceReader } from "../src/strace/reader.js";

/**
 * The specs are Markdown: under each `## case`, a `strace` block and the `verdicts` that it must give, one
 * line an exchange or finding; or what `unflushed parse` makes of it (`parsed`). What stands between is prose for the reader.
 */
const folder = new URL("./specs/", import.meta.url);
const CASE = /^## (.+)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const block = (language: string, text: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)?.[1];

/** The lines of the case, with its visible stand-ins for control characters replaced. */
function straceOf(body: string): string | undefined {
  const text = block("strace", body) ?? block("strace no-newline", body)?.trimEnd();
  return text?.replaceAll("␛", "\u001b").replaceAll("␍", "\r");
}

function parsedOf(strace: string): string {
  let parsed = "";
  const reader = new StraceReader((event) => {
    const json = eventJson(event);
    if (json !== null) parsed += `${json}\n`;
  });
  const splitter = new LineSplitter((bytes, start, end, pid, isCut) => reader.read(bytes, start, end, pid, isCut));
  splitter.push(Buffer.from(strace, "latin1"));
  splitter.finish();
  reader.finish();
  return parsed;
}

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
        const strace = straceOf(body);
        const verdicts = block("verdicts", body);
        const parsed = block("parsed", body);
        expect(strace, "a strace block").toBeDefined();
        expect(verdicts ?? parsed, "a verdicts or parsed block").toBeDefined();
        if (verdicts !== undefined) expect(verdictsOf(strace ?? "")).toBe(verdicts);
        if (parsed !== undefined) expect(parsedOf(strace ?? "")).toBe(parsed);
      });
    }
  });
}
