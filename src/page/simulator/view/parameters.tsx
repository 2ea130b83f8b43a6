import { useState } from "preact/hooks";
import { UnflushedError } from "../../../errors.js";
import { CASE_OPTIONS } from "../../../tools/simulate/case-options.js";
import { DIALECT_NAMES, DIALECTS } from "../../../tools/simulate/strace/dialects.js";
import { LINK_FIELDS, type LinkField } from "../model/fields.js";
import { type SimulatorSettings, USUAL_SETTINGS } from "../model/settings.js";

interface Row {
  readonly name: string;
  readonly description: string;
  readonly choices: readonly string[];
  /** The usual value as text; empty for "never" and "automatic". */
  readonly usual: string;
}

const ROWS: readonly Row[] = [
  ...CASE_OPTIONS.map(({ name, description, choices, usual, shown }) => {
    return { name, description, choices, usual: shown ?? (usual === null ? "" : String(usual)) };
  }),
  { name: "dialect", description: "the options of strace", choices: DIALECT_NAMES, usual: "standard" },
];
/** What decides the story stands first; the rest is folded away. */
const FIRST = ["body", "sndbuf", "read-rate", "seed"];

/** All parameters as the command takes them. A change counts when a field is left, or with Enter. */
export function Parameters(props: {
  readonly settings: SimulatorSettings;
  readonly onChange: (changed: SimulatorSettings) => void;
  /** @throws UnflushedError if the page cannot show these settings */
  readonly check: (settings: SimulatorSettings) => void;
}) {
  const { settings, onChange, check } = props;
  const field = (row: Row) => <Field key={row.name} {...{ row, settings, onChange, check }} />;
  const others = ROWS.filter(({ name }) => !FIRST.includes(name) && name !== "policy");
  const isChanged = others.some(({ name }) => fieldNamed(name).text(settings) !== null);
  return (
    <section aria-labelledby="parameters-title">
      <h2 id="parameters-title">Parameters</h2>
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        {FIRST.map((name) => field(ROWS.find((row) => row.name === name) as Row))}
        <details open={isChanged}>
          <summary>{others.length} more</summary>
          <div class="fields">{others.map(field)}</div>
        </details>
      </form>
      <button type="button" onClick={() => onChange(USUAL_SETTINGS)}>
        Back to the known case
      </button>
    </section>
  );
}

function fieldNamed(name: string): LinkField {
  return LINK_FIELDS.find((each) => each.name === name) as LinkField;
}

function Field(props: {
  readonly row: Row;
  readonly settings: SimulatorSettings;
  readonly onChange: (changed: SimulatorSettings) => void;
  readonly check: (settings: SimulatorSettings) => void;
}) {
  const { row, settings, onChange, check } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const field = fieldNamed(row.name);
  const value = field.text(settings) ?? row.usual;
  const take = (text: string): void => {
    try {
      const changed = text.trim() === "" ? field.clear(settings) : field.set(settings, text.trim());
      check(changed);
      setProblem(null);
      onChange(changed);
    } catch (error) {
      if (!(error instanceof UnflushedError)) throw error;
      setProblem(error.message);
    }
  };
  const shared = {
    id: `field-${row.name}`,
    name: row.name,
    "aria-describedby": `about-${row.name}`,
    "aria-invalid": problem !== null,
  };
  return (
    <div class="field">
      <label for={shared.id}>{row.name}</label>
      {row.choices.length > 0 ? (
        <select {...shared} value={value} onChange={(event) => take(event.currentTarget.value)}>
          {row.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          key={value}
          type="text"
          defaultValue={value}
          placeholder={row.name === "threads" ? "automatic" : "never"}
          spellcheck={false}
          autocomplete="off"
          onChange={(event) => take(event.currentTarget.value)}
        />
      )}
      <small id={`about-${row.name}`} class={problem ? "problem" : ""}>
        {problem ?? (row.name === "dialect" ? `strace ${DIALECTS[settings.dialect].options}` : row.description)}
      </small>
    </div>
  );
}
