import { UnflushedError } from "../../../errors.js";
import { LINK_FIELDS } from "./fields.js";
import { requireShown, type SimulatorSettings, USUAL_SETTINGS } from "./settings.js";

/** The settings of a link, and a sentence for each value of it that could not be used. */
export interface ReadLink {
  readonly settings: SimulatorSettings;
  readonly problems: readonly string[];
}

/** The longest part of a link that a sentence quotes. */
const QUOTED = 60;

/** Reads the part of the address after `#`: `policy=discard-pending&read-rate=20MB/s`. A bad value falls back to the usual one. */
export function readLink(hash: string): ReadLink {
  const problems: string[] = [];
  const given = [...new URLSearchParams(hash.replace(/^#/, ""))].flatMap(([name, text]) => {
    const field = LINK_FIELDS.find((each) => each.name === name);
    if (!field) problems.push(`the link names ${quoted(name)}, which is no parameter here: it is left out`);
    return field ? [{ field, text }] : [];
  });
  const apply = (settings: SimulatorSettings, only: typeof given): SimulatorSettings => {
    return only.reduce((changed, { field, text }) => field.set(changed, text), settings);
  };
  try {
    const settings = apply(USUAL_SETTINGS, given);
    requireShown(settings);
    return { settings, problems };
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
  }
  let settings = USUAL_SETTINGS; // something is wrong: take the values one by one, without those that do not fit
  for (const one of given) {
    try {
      const changed = apply(settings, [one]);
      requireShown(changed);
      settings = changed;
    } catch (error) {
      if (!(error instanceof UnflushedError)) throw error;
      problems.push(`the link's ${one.field.name}=${quoted(one.text)} is left out: ${error.message}`);
    }
  }
  return { settings, problems };
}

/** What comes after `#` in a link that shows the same; empty if all is as usual. */
export function linkOf(settings: SimulatorSettings): string {
  const values = LINK_FIELDS.flatMap(({ name, text }) => {
    const value = text(settings);
    return value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`];
  });
  return values.join("&");
}

/** The command that simulates the same, and prints it as strace would. */
export function simulateCommand(settings: SimulatorSettings): string {
  const options = LINK_FIELDS.flatMap(({ name, isOption, text }) => {
    const value = isOption ? text(settings) : null;
    return value === null ? [] : [`--${name} ${value}`];
  });
  return ["unflushed simulate", ...options].join(" ");
}

function quoted(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}...` : text || "an empty text";
}
