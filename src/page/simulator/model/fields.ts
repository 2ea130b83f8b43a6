import { CASE_OPTIONS, type CaseOption } from "../../../tools/simulate/case-options.js";
import { caseValue, caseValueText, type ValueRow } from "../../../tools/simulate/case-values.js";
import { DIALECT_NAMES, type DialectName } from "../../../tools/simulate/strace/dialects.js";
import { PLAY_SPEEDS, type PlaySpeed, type SimulatorSettings, USUAL_SETTINGS } from "./settings.js";

/** One value of a link: its name, how it is read and written, and whether the command has an option of this name. */
export interface LinkField {
  readonly name: string;
  readonly isOption: boolean;
  /** @throws UnflushedError (`usage`) if the text is no value of this field */
  readonly set: (settings: SimulatorSettings, text: string) => SimulatorSettings;
  /** Back to the usual value. */
  readonly clear: (settings: SimulatorSettings) => SimulatorSettings;
  /** Null if the value is the usual one. */
  readonly text: (settings: SimulatorSettings) => string | null;
}

/** The options of the command that are no parameters of the case, and what only the page has. */
const DIALECT: ValueRow = { name: "dialect", kind: "choice", choices: DIALECT_NAMES };
const AT: ValueRow = { name: "at", kind: "duration", choices: [] };
const SPEED: ValueRow = { name: "speed", kind: "choice", choices: PLAY_SPEEDS.map(String) };

/** Every value of a link, in the order in which links and commands name them. */
export const LINK_FIELDS: readonly LinkField[] = [
  ...CASE_OPTIONS.map(fieldOf),
  {
    name: "dialect",
    isOption: true,
    set: (settings, text) => ({ ...settings, dialect: caseValue(DIALECT, text) as DialectName }),
    clear: (settings) => ({ ...settings, dialect: USUAL_SETTINGS.dialect }),
    text: ({ dialect }) => (dialect === USUAL_SETTINGS.dialect ? null : dialect),
  },
  {
    name: "at",
    isOption: false,
    set: (settings, text) => ({ ...settings, at: caseValue(AT, text) as number }),
    clear: (settings) => ({ ...settings, at: null }),
    text: ({ at }) => (at === null ? null : caseValueText(AT, at)),
  },
  {
    name: "speed",
    isOption: false,
    set: (settings, text) => ({ ...settings, speed: Number(caseValue(SPEED, text)) as PlaySpeed }),
    clear: (settings) => ({ ...settings, speed: USUAL_SETTINGS.speed }),
    text: ({ speed }) => (speed === USUAL_SETTINGS.speed ? null : String(speed)),
  },
];

function fieldOf(row: CaseOption): LinkField {
  return {
    name: row.name,
    isOption: true,
    set: (settings, text) => ({ ...settings, wanted: { ...settings.wanted, [row.key]: caseValue(row, text) } }),
    clear: (settings) => ({ ...settings, wanted: { ...settings.wanted, [row.key]: row.usual } }),
    text: ({ wanted }) => {
      const value = wanted[row.key];
      return value === row.usual || value === null ? null : caseValueText(row, value);
    },
  };
}
