import { grouped } from "../../../core/text/quantities.js";
import type { SimulationCase } from "../../../tools/simulate/case.js";
import { rateText } from "../../../tools/simulate/report/sweep-text.js";
import { lostIn } from "../model/moment.js";
import type { PolicyRun } from "../model/runs.js";
import { roundBytes } from "./bytes.js";

/** What the page is about, in a few sentences, and what of its link could not be used. */
export function Intro({
  runs,
  wanted,
  problems,
}: {
  readonly runs: readonly PolicyRun[];
  readonly wanted: SimulationCase;
  readonly problems: readonly string[];
}) {
  const bug = runs[0];
  const lost = bug ? lostIn(bug) : 0;
  const reader =
    wanted.readRate === 0 ? "a client that never reads" : `a client that reads ${rateText(wanted.readRate)}`;
  return (
    <header>
      <p class="brand">
        unflushed simulate | <a href="hunt.html">the hunt</a>
      </p>
      <h1>A response is cut short, and nobody notices</h1>
      <p class="lead">
        A server sends {roundBytes(wanted.body)} to {reader}. The kernel takes what fits into the socket's buffer, and
        refuses the rest for now (<code>EAGAIN</code>). A server with the bug forgets that rest and shuts its side down.{" "}
        <strong>{outcomeOf(wanted, lost)}</strong>
      </p>
      {problems.length > 0 && (
        <div class="problems" role="alert">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </header>
  );
}

/** What the client gets from the server with the bug. */
function outcomeOf({ abortAfter, readRate }: SimulationCase, lost: number): string {
  if (lost === 0) return "With this reader the bug does not show: all bytes arrive.";
  if (abortAfter !== null)
    return "Here the client may hang up by itself: what is not sent after that is no loss of the server.";
  if (readRate === 0) return `${grouped(lost)} bytes are never sent.`;
  return `The client gets status 200, a clean end, and ${grouped(lost)} bytes too few.`;
}
