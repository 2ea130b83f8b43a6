import { jsonText } from "../../core/text/json-text.js";
import { type AcceptedCapture, SCHEMA_VERSION } from "./model.js";
import { BASELINE_VERDICTS } from "./verdicts.js";

/**
 * The text of a baseline, one finding per line. Equal baselines have equal text, in whatever order the findings came,
 * so a diff shows exactly what changed.
 *
 * @param captures the lines of each capture (`captureLines`), sorted by path
 */
export function* baselineText(captures: Iterable<Iterable<string>>): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "captures": [`;
  let separator = "\n";
  for (const lines of captures) {
    yield separator + [...lines].join("\n");
    separator = ",\n";
  }
  yield separator === "\n" ? "]\n}\n" : "\n  ]\n}\n";
}

/** The lines of one capture: the first has its path and verdicts, and each finding has its own. */
export function captureLines({ path, verdicts, findings }: AcceptedCapture): string[] {
  const counts = Object.fromEntries(
    BASELINE_VERDICTS.flatMap((each) => (verdicts[each] ? [[each, verdicts[each]]] : [])),
  );
  const head = `"path": ${jsonText(path)}, "verdicts": ${spaced(counts)}`;
  if (findings.length === 0) return [`    { ${head}, "findings": [] }`];
  const lines = findings
    .map(({ rule, role, method, target, cause, serverName, count }) =>
      spaced({ rule, role, method, target, cause, ...(serverName !== undefined && { serverName }), count }),
    )
    .sort();
  return [
    `    { ${head}, "findings": [`,
    ...lines.map((line, index) => `      ${line}${index < lines.length - 1 ? "," : ""}`),
    "    ] }",
  ];
}

/** An object as JSON on one line, with spaces inside the braces. */
function spaced(value: object): string {
  const fields = Object.entries(value).map(([key, each]) => `"${key}": ${jsonText(each)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
