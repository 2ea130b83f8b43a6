import { placeText } from "../../../core/formats/about.js";
import { momentLine, remarksOn } from "../../../core/formats/text/finding.js";
import type { FindingRecord, RuleRecord } from "../../../core/records/record.js";
import { boundOf } from "../../../core/rules/phrases.js";
import { byteSize } from "../../../core/text/byte-size.js";
import { duration } from "../../../core/text/duration.js";
import { plural } from "../../../core/text/quantities.js";
import { EVIDENCE_WORDS } from "../text/evidence-words.js";
import { shortened } from "../text/shortened.js";
import { Traced } from "../text/traced.js";
import { CopyButton } from "./copy-button.js";
import { findingMarkdown } from "./finding-markdown.js";

interface FindingCardProps {
  readonly finding: FindingRecord;
  readonly rules: readonly RuleRecord[];
  readonly date: string | null;
}

/** One finding: what is wrong, what it rests on, why it matters and what to do next. */
export function FindingCard({ finding, rules, date }: FindingCardProps) {
  const { level, rule, message, evidence, suppressed, path, outstandingBytes } = finding;
  const { confidence, idle } = evidence;
  return (
    <article class={`finding ${level}`}>
      <h2>
        <span class="level">{level}</span> <span class="rule">{shortened(rule, 100)}</span>
        {suppressed && " does not count"}
      </h2>
      <p class="message">{shortened(message, 1000)}</p>
      <p class="where">
        <Traced text={placeText(path, finding)} isPath />
        {momentLine(finding, date).map((text) => (
          <span key={text}>
            {" "}
            <Traced text={text} />
          </span>
        ))}
      </p>
      <dl>
        {outstandingBytes !== null && outstandingBytes > 0 && (
          <Fact name="lost">
            {`${boundOf(evidence)}${plural(outstandingBytes, "byte")}${outstandingBytes < 1000 ? "" : ` (${byteSize(outstandingBytes)})`}`}
          </Fact>
        )}
        {confidence && <Fact name="evidence">{`${confidence}: ${EVIDENCE_WORDS[confidence]}`}</Fact>}
        {idle !== null && <Fact name="silence before the end">{duration(idle)}</Fact>}
        {remarksOn(finding, rules).map((text) => {
          const [, name = "", rest = ""] = /^([\w ]+): ([\s\S]*)$/.exec(text) ?? ["", "", text];
          return (
            <Fact key={text} name={name}>
              {shortened(rest, 1000)}
            </Fact>
          );
        })}
        {suppressed && <Fact name={`suppressed by ${suppressed.by}`}>{shortened(suppressed.reason ?? "", 500)}</Fact>}
      </dl>
      <CopyButton makeText={() => findingMarkdown(finding, rules, date)} />
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string | (string | number)[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
