import { judgedIn } from "../analysis/tally.js";
import type { ExchangeFacts } from "../records/exchange-run.js";
import type { ConnectionRecord, DeviationRecord, FindingRecord, RuleRecord } from "../records/record.js";
import { palette } from "../text/colors.js";
import { xmlElement, xmlOpenTag, xmlText } from "../text/xml.js";
import type { FormatContext } from "./context.js";
import { ExchangeFindings } from "./exchange-findings.js";
import type { Format, WriteText } from "./format.js";
import { CaseNames } from "./junit-names.js";
import { Silences } from "./silent-captures.js";
import { findingText } from "./text/finding.js";
import type { WaitingTexts } from "./waiting-texts.js";

type JunitContext = Pick<FormatContext, "makeWaitingTexts" | "fails" | "passesWithNoResponses" | "date">;

const PAGE = { width: 100, paint: palette(false), unicode: true };
const UNKNOWN = { role: "unknown", local: null, peer: null } as const;
/** So many cases wait as one text. */
const TOGETHER = 64;

/**
 * JUnit's XML: one suite per capture, and one case per exchange and per finding about no exchange. A capture that could
 * not be read, and a run that judged nothing, are errors: no pipeline shall go green on them.
 */
export function junitFormat(context: JunitContext): Format {
  const { makeWaitingTexts, fails, passesWithNoResponses, date } = context;
  const silences = new Silences({ fails: () => false }); // beside failures, too
  const waiting = makeWaitingTexts();
  const findings = new ExchangeFindings(waiting);
  let suite = new Suite("", waiting);
  let rules: readonly RuleRecord[] = [];
  const add = (name: string, found: readonly FindingRecord[], exchange: ExchangeFacts | null): void => {
    const textOf = (each: FindingRecord): string => findingText(each, rules, PAGE, date);
    const isFailure = ({ level, suppressed }: FindingRecord): boolean => !suppressed && fails(level);
    const failures = found.filter(isFailure).map((each) => failureXml(each, textOf(each)));
    const skipped = exchange && failures.length === 0 ? skippedXml(exchange) : "";
    const others = found.filter((each) => !isFailure(each)).map(textOf);
    const output = others.length > 0 ? xmlElement("system-out", {}, xmlText(others.join("\n"))) : "";
    suite.add(name, failures.join("") + skipped + output, { failures: failures.length > 0, skipped: skipped !== "" });
  };
  const alone = (found: FindingRecord): void => add(names.ofFinding(found), [found], null);
  const addExchange = (id: string, index: number, exchange: ExchangeFacts): void => {
    const { own, others } = findings.takeExchange(index);
    for (const found of others) alone(found);
    add(names.ofExchange(exchange, side, id), own, exchange);
  };
  let connection = "";
  let names = new CaseNames();
  let side: Pick<ConnectionRecord, "role" | "local" | "peer"> = UNKNOWN;
  let isExpected = false;
  const closeConnection = (): void => {
    for (const found of findings.takeRest()) alone(found);
  };
  return {
    run: ({ value }, write) => {
      rules = value.rules;
      write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="unflushed">\n');
    },
    begin: ({ value }) => {
      findings.begin();
      names = new CaseNames();
      side = UNKNOWN;
      suite = new Suite(value.path, waiting);
    },
    finding: (line) => findings.add(line),
    connection: ({ value }) => {
      closeConnection();
      connection = value.id;
      side = value;
      findings.connection(connection);
    },
    exchange: ({ value }) => addExchange(value.connection, value.index, value),
    exchanges: ({ first, values }) => {
      for (const [at, value] of values.entries()) addExchange(connection, first + at, value);
    },
    deviation: ({ value }, write) => {
      if (value.capture !== null) return addDeviation(suite, value);
      suite = new Suite(value.path, waiting);
      addDeviation(suite, value);
      suite.end(write);
    },
    capture: ({ value }, write) => {
      const { expectation } = value;
      silences.capture(value);
      closeConnection();
      if (expectation?.isMet) {
        isExpected = true;
        suite.add("expectation: the capture holds what it expects", "", {});
      }
      suite.end(write);
    },
    failure: ({ value: { path, code, message } }, write) => {
      for (const found of findings.takeUnclaimed()) alone(found);
      suite.name = path;
      suite.add("the capture can be read", xmlElement("error", { message, type: code }), { errors: true });
      suite.end(write);
    },
    summary: ({ value }, write) => {
      if (judgedIn(value) === 0 && !isExpected && !passesWithNoResponses) {
        const message = "no response was seen, or the captures prove nothing about any";
        const why = silences.reasons.map((each) => `${each.code}: ${each.message}`);
        suite = new Suite("unflushed", waiting);
        suite.add(
          "a response can be judged",
          xmlElement("error", { message, type: "nothing-judged" }, xmlText(why.join("\n"))),
          { errors: true },
        );
        suite.end(write);
      }
      write("</testsuites>\n");
    },
  };
}

type Counted = "failures" | "errors" | "skipped";

/** The cases wait until all are counted: the counts stand before them. */
class Suite {
  #tests = 0;
  #cases: string[] = [];
  readonly #counts: Record<Counted, number> = { failures: 0, errors: 0, skipped: 0 };

  constructor(
    public name: string,
    private readonly waiting: WaitingTexts,
  ) {}

  add(name: string, content: string, isA: { readonly [Each in Counted]?: boolean }): void {
    this.#tests++;
    for (const each of Object.keys(this.#counts) as Counted[]) if (isA[each]) this.#counts[each]++;
    const attributes = { classname: this.name, name };
    this.#cases.push(xmlElement("testcase", attributes, content));
    if (this.#cases.length >= TOGETHER) this.#wait();
  }

  #wait(): void {
    if (this.#cases.length > 0) this.waiting.add("suite", this.#cases.join("\n"));
    this.#cases = [];
  }

  end(write: WriteText): void {
    const { failures, errors, skipped } = this.#counts;
    const counts = { tests: this.#tests, failures, errors, skipped };
    write(`${xmlOpenTag("testsuite", { name: this.name, ...counts })}>\n`);
    this.#wait();
    for (const each of this.waiting.take("suite")) write(`${each}\n`);
    write("</testsuite>\n");
    this.#tests = 0;
    Object.assign(this.#counts, { failures: 0, errors: 0, skipped: 0 });
  }
}

function addDeviation(suite: Suite, { by, fails, message }: DeviationRecord): void {
  const content = fails
    ? xmlElement("failure", { message, type: by }, xmlText(message))
    : xmlElement("system-out", {}, xmlText(message));
  suite.add(`${by}: ${message}`, content, { failures: fails });
}

function failureXml({ message, rule }: FindingRecord, text: string): string {
  return xmlElement("failure", { message, type: rule }, xmlText(text));
}

/** An undecided exchange is neither a success nor a failure. */
function skippedXml({ verdict, blindSpots }: ExchangeFacts): string {
  if (verdict !== "undetermined" && verdict !== "in-flight") return "";
  return xmlElement("skipped", { message: [verdict, ...blindSpots].join(" ") });
}
