/** One line of a counter. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const TEXT = String.raw`(?:[^\\"\n]|\\[\\"n])*`;
const HELP = new RegExp(`^# HELP (${NAME}) ${TEXT}$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) counter$`);
const LABEL = new RegExp(`([a-zA-Z_][a-zA-Z0-9_]*)="(${TEXT})"(?:,|$)`, "y");
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.+)\})? (\d+)$/;

/**
 * Reads counters as OpenMetrics 1.0 writes them, and refuses what it does not allow: blank lines, comments, a line without its family,
 * families whose lines are apart, the same series twice, text after `# EOF`.
 */
export function parseOpenMetrics(text: string): Sample[] {
  if (!text.endsWith("# EOF\n")) throw new Error("there is no # EOF at the end");
  const samples: Sample[] = [];
  const families = new Set<string>();
  const series = new Set<string>();
  let helped = "";
  let family = "";
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const help = HELP.exec(line)?.[1];
    const type = TYPE.exec(line)?.[1];
    if (help !== undefined) helped = help;
    else if (type !== undefined) {
      if (type !== helped || families.has(type))
        throw new Error(`the family ${type} is apart from its help, or there twice`);
      families.add(type);
      family = type;
    } else samples.push(sampleIn(line, family, series));
  }
  return samples;
}

function sampleIn(line: string, family: string, series: Set<string>): Sample {
  const [, name = "", inBraces = "", value = ""] = SAMPLE.exec(line) ?? [];
  if (name !== `${family}_total`) throw new Error(`no line of the counter ${family}: ${line}`);
  const labels: Record<string, string> = {};
  for (LABEL.lastIndex = 0; LABEL.lastIndex < inBraces.length; ) {
    const [, label = "", text = ""] = LABEL.exec(inBraces) ?? [];
    if (label === "" || label in labels) throw new Error(`no labels: ${line}`);
    labels[label] = text.replace(/\\(.)/g, (_, char) => (char === "n" ? "\n" : char));
  }
  const key = JSON.stringify([name, Object.entries(labels).sort()]);
  if (series.has(key)) throw new Error(`there twice: ${line}`);
  series.add(key);
  return { name, labels, value: Number(value) };
}
