import { grouped } from "../../../core/text/quantities.js";
import type { Policy } from "../../../tools/simulate/parameters.js";
import { type LaneMoment, momentOf } from "../model/moment.js";
import type { PolicyRun } from "../model/runs.js";
import { roundBytes } from "./bytes.js";

const WHAT: Readonly<Record<Policy, string>> = {
  "discard-pending": "the bug: forgets the rest, and shuts down",
  "flush-before-shutdown": "the fix: waits, writes the rest, then shuts down",
  "pending-in-loop": "runs its whole loop at each wake-up",
  "flushing-state": "a state of its own, only for the rest",
};
const ENDED = { "shut-wr": "SHUT_WR", close: "close", exit: "the end of the process" } as const;

/** The policies, one below the other, in the same columns: program, kernel, client. */
export function Lanes(props: {
  readonly runs: readonly PolicyRun[];
  readonly at: number;
  readonly sndbuf: number;
  readonly chosen: Policy;
  readonly onChoose: (policy: Policy) => void;
}) {
  const { runs, at, sndbuf, chosen, onChoose } = props;
  const count = runs[0]?.simulation.accounts.length ?? 1;
  return (
    <>
      <svg class="pattern-store" aria-hidden="true">
        <pattern id="lost-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="7" height="7" />
          <rect class="hatch-line" width="2" height="7" />
        </pattern>
      </svg>
      <fieldset class="lanes">
        <legend class="unseen">policy whose calls are shown below</legend>
        <div class="lane-head" aria-hidden="true">
          <span>policy</span>
          <span>program's buffer</span>
          <span>socket buffer ({roundBytes(sndbuf)})</span>
          <span>client has read</span>
        </div>
        {runs.map((run) => (
          <Lane key={run.policy} {...{ run, at, sndbuf, onChoose }} isChosen={run.policy === chosen} />
        ))}
      </fieldset>
      {count > 1 && (
        <p class="hint">
          The first of {count} connections.{" "}
          {runs.map((run) => `${run.policy}: ${shortOf(run)} of ${count} cut`).join("; ")}.
        </p>
      )}
    </>
  );
}

/** How many connections of a run lost bytes. */
function shortOf({ simulation }: PolicyRun): number {
  return simulation.accounts.filter(({ accounts }) => accounts.some(({ response }) => !response.isWritten)).length;
}

function Lane(props: {
  readonly run: PolicyRun;
  readonly at: number;
  readonly sndbuf: number;
  readonly isChosen: boolean;
  readonly onChoose: (policy: Policy) => void;
}) {
  const { run, at, sndbuf, isChosen, onChoose } = props;
  const moment = momentOf(run, at);
  const accounts = run.simulation.accounts[0]?.accounts ?? [];
  const all = Math.max(
    1,
    accounts.reduce((sum, { response }) => sum + response.wireLength, 0),
  );
  const isLost = moment.phase === "lost" || moment.phase === "reader-gone";
  return (
    <div class={`lane ${moment.phase}`} data-policy={run.policy} data-chosen={isChosen}>
      <label class="lane-name">
        <input type="radio" name="policy" checked={isChosen} onChange={() => onChoose(run.policy)} />
        <span>
          <b>{run.policy}</b>
          <small>{WHAT[run.policy]}</small>
        </span>
      </label>
      <Bar
        column="program"
        share={moment.outstanding / all}
        bytes={moment.outstanding}
        kind={isLost && moment.outstanding > 0 ? "gone" : "own"}
        note={isLost && moment.outstanding > 0 ? "lost" : ""}
      />
      <Bar column="socket" share={moment.buffered / sndbuf} bytes={moment.buffered} kind="kernel" note="" />
      <Bar column="client" share={moment.read / all} bytes={moment.read} kind="client" note="" />
      <p class="lane-state">{stateOf(moment)}</p>
      <Numbers moment={moment} />
    </div>
  );
}

function Bar(props: {
  readonly column: string;
  readonly share: number;
  readonly bytes: number;
  readonly kind: string;
  readonly note: string;
}) {
  const { column, share, bytes, kind, note } = props;
  return (
    <div class="bar" data-column={column}>
      <span class="bar-name">{column}</span>
      <svg class={kind} aria-hidden="true">
        <rect class="room" width="100%" height="100%" />
        <rect class="level" width={`${100 * Math.min(1, share)}%`} height="100%" />
      </svg>
      <span class="bar-bytes">
        {roundBytes(bytes)} {note}
      </span>
    </div>
  );
}

function Numbers({ moment }: { readonly moment: LaneMoment }) {
  const rows = [
    ["declared", moment.declared],
    ["accepted", moment.accepted],
    ["delivered", moment.delivered],
    ["lost", moment.lost],
  ] as const;
  return (
    <dl class="numbers">
      {rows.map(([name, bytes]) => (
        <div key={name} class={name === "lost" && bytes > 0 ? "is-lost" : ""}>
          <dt>{name}</dt>
          <dd data-number={name}>{grouped(bytes)}</dd>
        </div>
      ))}
    </dl>
  );
}

function stateOf({ phase, outstanding, endedBy, lost }: LaneMoment): string {
  const end = endedBy ? ENDED[endedBy] : "";
  switch (phase) {
    case "idle":
      return "waits for the request";
    case "writing":
      return "writes the response";
    case "waiting":
      return `refused for now (EAGAIN): ${roundBytes(outstanding)} still to write`;
    case "flushed":
      return "the kernel has taken every byte";
    case "complete":
      return `complete: every byte was taken before ${end}`;
    case "lost":
      return `cut by ${end}: ${roundBytes(lost)} lost`;
    case "reader-gone":
      return `the client hung up: ${roundBytes(lost)} not sent`;
  }
}
