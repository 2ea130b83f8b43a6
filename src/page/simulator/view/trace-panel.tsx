import type { Policy } from "../../../tools/simulate/parameters.js";
import type { TraceLine } from "../../../tools/simulate/strace/trace.js";
import type { Said, TraceReading } from "../model/reading.js";

/** How many lines stand before and after the current one. */
const AROUND = 5;
/** How many verdicts are shown of many responses. */
const MOST_SAID = 5;

/** What strace prints of the chosen policy, the line of the moment, and what the analyzer has found up to there. */
export function TracePanel(props: {
  readonly reading: TraceReading;
  readonly policy: Policy;
  /** The index of the current line; -1 before the first. */
  readonly current: number;
  readonly step: (direction: 1 | -1) => void;
}) {
  const { reading, policy, current, step } = props;
  const { lines, meanings, said } = reading;
  const first = Math.max(0, Math.min(current - AROUND, lines.length - 2 * AROUND - 1));
  const meaning = meanings.get(current + 1);
  return (
    <section aria-labelledby="trace-title">
      <h2 id="trace-title">What strace prints, and what unflushed says of it</h2>
      <div class="trace-head">
        <p class="hint">
          The calls of <b>{policy}</b>, line {Math.max(0, current + 1)} of {lines.length}
        </p>
        <button type="button" onClick={() => step(-1)}>
          Line before
        </button>
        <button type="button" onClick={() => step(1)}>
          Next line
        </button>
      </div>
      <div class="strace">
        <ol start={first + 1}>
          {lines.slice(first, first + 2 * AROUND + 1).map((line, index) => (
            <Line key={first + index} line={line} number={first + index + 1} isCurrent={first + index === current} />
          ))}
        </ol>
      </div>
      <p class="meaning">{meaning ? `This line: ${meaning}` : "This line moves no bytes."}</p>
      <Verdicts said={said.filter(({ line }) => line <= current + 1)} />
    </section>
  );
}

/** The text is that of strace; its result stays in sight if the line is too long. */
function Line({
  line,
  number,
  isCurrent,
}: {
  readonly line: TraceLine;
  readonly number: number;
  readonly isCurrent: boolean;
}) {
  const end = line.text.lastIndexOf(" = ");
  const cut = end < 0 ? line.text.length : end;
  return (
    <li aria-current={isCurrent ? "step" : undefined} data-line={number}>
      <span class="line-number" aria-hidden="true">
        {isCurrent ? "▶" : ""} {number}
      </span>
      <code title={line.text}>
        <span class="line-call">{line.text.slice(0, cut)}</span>
        <span class="line-result">{line.text.slice(cut)}</span>
      </code>
    </li>
  );
}

function Verdicts({ said }: { readonly said: readonly Said[] }) {
  if (said.length === 0) return <p class="verdict in-flight">no verdict yet: no response has ended so far</p>;
  const cut = said.filter(({ verdict }) => verdict === "truncated").length;
  return (
    <div aria-live="polite">
      {said.slice(-MOST_SAID).map(({ line, verdict, sentence }) => (
        <p key={line} class={`verdict ${verdict}`}>
          <b>{verdict}</b>: {sentence} (line {line})
        </p>
      ))}
      {said.length > 1 && (
        <p class="hint">
          {cut} of {said.length} responses so far are truncated.
        </p>
      )}
    </div>
  );
}
