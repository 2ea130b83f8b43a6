import { analyzeText } from "../src/index.js";

/** The fenced block of a language in a piece of Markdown. */
export const block = (language: string, text: string): string | undefined =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)?.[1];

/** The lines of the case, with its visible stand-ins for control characters replaced. */
export function straceOf(body: string): string | undefined {
  const text = block("strace", body) ?? block("strace no-newline", body)?.trimEnd();
  return text?.replaceAll("␛", "\u001b").replaceAll("␍", "\r");
}

/** One line an exchange, then one a finding. */
export function verdictsOf(strace: string): string {
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
  for (const { finding, origin } of findings) {
    lines.push(`line ${finding.line}: ${finding.rule.id}${origin ? `, passed on from ${origin.connection.id}` : ""}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
