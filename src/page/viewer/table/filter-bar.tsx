import { useCallback, useRef } from "preact/hooks";
import { COUNTER, type Counts } from "../../../core/analysis/model.js";
import type { Verdict } from "../../../core/protocols/exchange.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import { VERDICT_LOOKS, VERDICTS_BY_RANK } from "../model/verdicts.js";
import { usePageKey } from "../use-page.js";
import { VerdictMark } from "./verdict-mark.js";

interface FilterBarProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problem: string;
  readonly counts: Counts;
  readonly verdicts: ReadonlySet<Verdict>;
  readonly onVerdicts: (verdicts: ReadonlySet<Verdict>) => void;
  readonly shown: number;
  readonly all: number;
}

/** Which exchanges the table shows: a text with the words of the command line's filters, and the verdicts with their counts. */
export function FilterBar({ text, onText, problem, counts, verdicts, onVerdicts, shown, all }: FilterBarProps) {
  const box = useRef<HTMLInputElement>(null);
  const toBox = useCallback((event: KeyboardEvent) => {
    if (!box.current || box.current.offsetParent === null) return;
    event.preventDefault();
    box.current.focus();
    box.current.select();
  }, []);
  usePageKey("/", toBox);
  const toggle = (verdict: Verdict): void => {
    const next = new Set(verdicts);
    if (!next.delete(verdict)) next.add(verdict);
    onVerdicts(next);
  };
  const present = VERDICTS_BY_RANK.filter((verdict) => counts[COUNTER[verdict]] > 0);
  return (
    <div class="filter">
      <label class="text">
        <span>Filter</span>
        <input
          ref={box}
          type="text"
          value={text}
          spellcheck={false}
          autocomplete="off"
          placeholder="target=/images/* status=5xx since=14:02:10, or any text"
          aria-describedby="filter-says"
          aria-keyshortcuts="/"
          onInput={({ currentTarget }) => onText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" && event.key !== "Enter") return;
            document.querySelector<HTMLElement>("#exchanges")?.focus();
            event.preventDefault();
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <fieldset>
        <legend>Verdicts</legend>
        {present.map((verdict) => (
          <label key={verdict} class={`chip ${verdict}`}>
            <input type="checkbox" checked={verdicts.has(verdict)} onChange={() => toggle(verdict)} />
            <VerdictMark verdict={verdict} />
            {VERDICT_LOOKS[verdict].words} <b>{grouped(counts[COUNTER[verdict]])}</b>
          </label>
        ))}
      </fieldset>
      <p id="filter-says" role="status">
        {problem || (shown === all ? plural(all, "exchange") : `${grouped(shown)} of ${plural(all, "exchange")}`)}
      </p>
    </div>
  );
}
