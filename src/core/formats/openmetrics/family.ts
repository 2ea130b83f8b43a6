import { visible } from "../../text/escape.js";

/** More values of one label would be a burden on whoever stores them; the summary has as many servers. */
const MOST_VALUES = 1000;
/** More series of one family get no line of their own. */
const MOST_SERIES = 10_000;
/** The value of a label that stands for all values beyond the limit. */
const OTHER = "other";
/** The longest value of a label, in characters. */
const LONGEST = 200;

/** A counter with labels, as OpenMetrics 1.0 writes it: a family of series, of which each has its own values of the labels. */
export class CounterFamily<Label extends string> {
  readonly #known: Readonly<Record<Label, Set<string>>>;
  readonly #series = new Map<string, { readonly labels: string; count: number }>();

  /** @param name without `_total`, which each of its lines adds */
  constructor(
    private readonly name: string,
    private readonly help: string,
    private readonly labels: readonly Label[],
  ) {
    this.#known = Object.fromEntries(labels.map((label) => [label, new Set()])) as unknown as Record<
      Label,
      Set<string>
    >;
  }

  add(values: Readonly<Record<Label, string>>, count = 1): void {
    const bounded = this.labels.map((label) => this.#bounded(label, values[label]));
    const key = bounded.join("\n"); // no value holds one
    const known = this.#series.get(key);
    if (known) known.count += count;
    else if (this.#series.size < MOST_SERIES) this.#series.set(key, { labels: this.#labelText(bounded), count });
    else this.#addToOthers(count);
  }

  /** Its lines: what it is, and a line a series. A family without series has none of its own. */
  get text(): string {
    const head = `# HELP ${this.name} ${escaped(this.help)}\n# TYPE ${this.name} counter\n`;
    const lines = [...this.#series.values()].map(({ labels, count }) => `${this.name}_total${labels} ${count}\n`);
    return head + lines.join("");
  }

  #addToOthers(count: number): void {
    const others = this.labels.map(() => OTHER);
    const key = others.join("\n");
    const series = this.#series.get(key) ?? { labels: this.#labelText(others), count: 0 };
    this.#series.set(key, series);
    series.count += count;
  }

  #bounded(label: Label, value: string): string {
    const text = visible(value);
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
    const known = this.#known[label];
    if (!known.has(short) && known.size >= MOST_VALUES) return OTHER;
    known.add(short);
    return short;
  }

  #labelText(values: readonly string[]): string {
    if (values.length === 0) return "";
    return `{${values.map((value, index) => `${this.labels[index]}="${escaped(value)}"`).join(",")}}`;
  }
}

/** The three characters that OpenMetrics escapes in a label and in a help text. */
function escaped(text: string): string {
  return text.replace(/[\\"\n]/g, (char) => (char === "\n" ? "\\n" : `\\${char}`));
}
