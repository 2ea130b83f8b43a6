import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Facts } from "./facts.js";
import { type Following, followByCore, followByEngine } from "./follow.js";

/** How much was compared. */
export interface Compared {
  readonly judgements: number;
  readonly connections: number;
  readonly events: number;
}

export const NOTHING: Compared = { judgements: 0, connections: 0, events: 0 };

/** Follows a capture with the core and with the engine, which must find out the same. */
export function same(text: string, following: Following): Compared {
  const core = followByCore(text, following);
  const engine = followByEngine(text, following);
  const { facts } = core;
  if (!isDeepStrictEqual(engine.facts, facts)) expect.fail(differences(engine.facts, facts).slice(0, MOST).join("\n"));
  expect(engine.connections, "connections").toBe(core.connections);
  const count = (...names: string[]): number => facts.filter((each) => names.some((name) => name in each)).length;
  return { judgements: count("judgement", "plain"), connections: core.connections, events: count("event") };
}

export function sumOf(all: readonly Compared[]): Compared {
  return all.reduce(
    (sum, each) => ({
      judgements: sum.judgements + each.judgements,
      connections: sum.connections + each.connections,
      events: sum.events + each.events,
    }),
    NOTHING,
  );
}

/** So many differences are shown: those after them are mostly their consequences. */
const MOST = 12;

/** What differs, by its place. */
function differences(found: unknown, expected: unknown, path = "facts"): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  if (!isObject(found) || !isObject(expected)) {
    return [`${path}: ${JSON.stringify(found)} should be ${JSON.stringify(expected)}`];
  }
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => differences(found[name], expected[name], `${path}.${name}`));
}

function isObject(value: unknown): value is Facts {
  return typeof value === "object" && value !== null;
}
