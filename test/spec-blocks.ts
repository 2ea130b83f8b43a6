import { analyzeText } from "../src/index.js";

/** The first fenced block of a language in a Markdown text, or undefined. */
export const block = (language: string, text: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)?.[1];

/** The strace lines of a case. ␛ and ␍ stand for the control characters ESC and CR. */
export function straceOf(body: string): string | undefined {
  const text = block("strace", body) ?? block("strace no-newline", body)?.trimEnd();
  return text?.replaceAll("␛", "\u001b").replaceAll("␍", "\r");
}

/** The verdicts as text: one exchange per line, and then one finding per line. */
export function verdictsOf(strace: string, analyze = analyzeText): string {
  const { connections, findings } = analyze(strace);
  const lines = connections
    .toSorted((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)))
    .flatMap(({ id, exchanges }) =>
      exchanges.map(({ request, response, verdict, cause, evidence, outstandingBytes, blindSpots }) =>
        [
          `${id} ${request?.method ?? "?"} ${request?.target ?? "?"} -> ${response?.status ?? "?"}`,
          `${response?.acceptedBytes ?? "?"}/${response?.declaredBytes ?? "?"}`,
          verdict,
          ...(verdict === "truncated"
            ? [...(cause === null ? [] : [`by ${cause}`]), `evidence ${evidence}`, `outstanding ${outstandingBytes}`]
            : []),
          ...blindSpots,
        ].join(" "),
      ),
    );
  for (const { finding, origin } of findings) {
    const level = finding.level === finding.rule.level ? "" : ` (${finding.level})`;
    lines.push(
      `line ${finding.line}: ${finding.rule.id}${level}${origin ? `, passed on from ${origin.connection.id}` : ""}`,
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}
