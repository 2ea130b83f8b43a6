import { jsonText } from "../../core/text/json-text.js";
import { type AcceptedCapture, SCHEMA_VERSION } from "./model.js";
import { BASELINE_VERDICTS } from "./verdicts.js";

/**
 * A baseline as text, a finding a line: the same for the same, whatever the order in which things were found, so that
 * a difference shows what changed.
 *
 * @param captures the lines of each, as `captureLines` makes them, by its path, sorted
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

export function captureLines({ path, verdicts, findings }: AcceptedCapture): string[] {
  const counts = Object.fromEntries(
    BASELINE_VERDICTS.flatMap((each) => (verdicts[each] ? [[each, verdicts[each]]] : [])),
  );
  const head = `"path": ${jsonText(path)}, "verdicts": ${spaced(counts)}`;
  if (findings.length === 0) return [`    { ${head}, "findings": [] }`];
  const lines = findings
    .map(({ rule, role, method, target, cause, count }) => spaced({ rule, role, method, target, cause, count }))
    .sort();
  return [
    `    { ${head}, "findings": [`,
    ...lines.map((line, index) => `      ${line}${index < lines.length - 1 ? "," : ""}`),
    "    ] }",
  ];
}

/** An object on one line, its keys in their own order. */
function spaced(value: object): string {
  const fields = Object.entries(value).map(([key, each]) => `"${key}": ${jsonText(each)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
