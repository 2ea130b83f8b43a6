import { useEffect, useRef, useState } from "preact/hooks";
import type { StoryCall } from "../../../core/story/story.js";
import { plural } from "../../../core/text/quantities.js";
import { Traced } from "../text/traced.js";

interface CallsListProps {
  readonly calls: readonly StoryCall[];
  /** The index of the call that is pointed at; null for none. */
  readonly pointed: () => number | null;
  readonly onPoint: (index: number | null) => void;
  /** Lines that a finding names. */
  readonly proving: ReadonlySet<number>;
}

const HEADINGS = ["line", "time", "call", "asked", "took", "accepted", ""] as const;

/**
 * The calls on a connection, each with its line of the capture if that could be read. Arrows move through them; a click or Enter shows
 * the whole of a line.
 */
export function CallsList({ calls, pointed: pointedNow, onPoint, proving }: CallsListProps) {
  const pointed = pointedNow();
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const toggle = (index: number | null): void => setOpened(index === opened ? null : index);
  useEffect(() => {
    const element = scroller.current;
    const row = pointed === null ? null : element?.querySelector<HTMLElement>(`#call-${pointed}`);
    if (!element || !row) return;
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }, [pointed]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = pointedNow() ?? -1;
    if (event.key === "Enter") toggle(pointedNow());
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: calls.length - 1 }[event.key];
    if (next === undefined) return;
    onPoint(Math.max(0, Math.min(calls.length - 1, next)));
    event.preventDefault();
  };
  return (
    <section class="calls" aria-labelledby="calls-title">
      <h2 id="calls-title">Calls</h2>
      <div class="calls-scroller" ref={scroller} onMouseLeave={() => onPoint(null)}>
        <table
          role="grid"
          aria-label="calls"
          tabIndex={0}
          aria-activedescendant={pointed === null ? undefined : `call-${pointed}`}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              {HEADINGS.map((heading) => (
                <th key={heading} scope="col" class={NUMBERS.has(heading) ? "number" : ""}>
                  {heading || <span class="hidden-text">remark</span>}
                </th>
              ))}
            </tr>
          </thead>
          {calls.map((call, index) => (
            <Call
              key={`${call.line} ${index}`}
              call={call}
              index={index}
              isPointed={index === pointed}
              isProof={proving.has(call.line)}
              isOpen={index === opened}
              onPoint={onPoint}
              onToggle={toggle}
            />
          ))}
        </table>
      </div>
    </section>
  );
}

const NUMBERS: ReadonlySet<string> = new Set(["line", "time", "asked", "took", "accepted"]);

interface CallProps {
  readonly call: StoryCall;
  readonly index: number;
  readonly isPointed: boolean;
  readonly isProof: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (index: number) => void;
  readonly onPoint: (index: number) => void;
}

function Call({ call, index, isPointed, isProof, isOpen, onPoint, onToggle }: CallProps) {
  const { cells, weight, leftOut, text = [] } = call;
  const row = [cells.line, cells.since, cells.call, cells.asked, cells.took, cells.accepted, cells.remark];
  return (
    <tbody
      class={`${weight}${isPointed ? " pointed" : ""}${isProof ? " proof" : ""}${isOpen ? " open" : ""}`}
      onMouseEnter={() => onPoint(index)}
      onClick={() => onToggle(index)}
    >
      {leftOut > 0 && (
        <tr class="left-out">
          <td role="gridcell" colSpan={HEADINGS.length}>
            {plural(leftOut, "call")} left out
          </td>
        </tr>
      )}
      <tr id={`call-${index}`} aria-selected={isPointed}>
        {row.map((cell, column) => (
          <td key={column} role="gridcell" class={NUMBERS.has(HEADINGS[column] ?? "") ? "number" : ""}>
            {cell}
          </td>
        ))}
      </tr>
      {text.map((line) => (
        <tr class="raw" key={line}>
          <td role="gridcell" colSpan={HEADINGS.length}>
            <code>
              <Traced text={line} most={800} />
            </code>
          </td>
        </tr>
      ))}
    </tbody>
  );
}
