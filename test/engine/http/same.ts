import { expect } from "vitest";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import { expectSame } from "../differences.js";
import type { Facts } from "./facts.js";
import { type Following, follow } from "./follow.js";

/** How much was looked at. */
export interface Looked {
  readonly judgements: number;
  readonly connections: number;
  readonly events: number;
}

export const NOTHING: Looked = { judgements: 0, connections: 0, events: 0 };

/** How a capture is followed in several ways, all of which must find out the same. */
interface Ways extends Pick<Following, "traced"> {
  /** In one of them the capture comes in so many bytes at a time. */
  readonly chunk?: number;
}

/**
 * The same is found out of a capture whether the engine reads its lines or the reader in TypeScript does, in any chunks, and however
 * little is wanted of plain exchanges; and nothing of it contradicts itself.
 */
export function same(text: string, { chunk = 1_000, ...traced }: Ways = {}): Looked {
  const all = follow(text, { ...traced, wantsAll: true, readsLines: false });
  const { facts } = all;
  const other = follow(text, { ...traced, chunk, wantsAll: true, readsLines: true });
  expectSame(other.facts, facts);
  expect(other.connections, "connections").toBe(all.connections);
  const short = follow(text, { ...traced, wantsAll: false, readsLines: true });
  expectSame(short.facts, inShort(facts, short.facts));
  contradictsNothing(facts, all.connections);
  const count = (name: string): number => facts.filter((each) => name in each).length;
  return { judgements: count("judgement"), connections: all.connections, events: count("event") };
}

export function sumOf(all: readonly Looked[]): Looked {
  return all.reduce(
    (sum, each) => ({
      judgements: sum.judgements + each.judgements,
      connections: sum.connections + each.connections,
      events: sum.events + each.events,
    }),
    NOTHING,
  );
}

/** What is heard in full, as it is heard by who wants no events, and of plain exchanges only what there is to say of them. */
function inShort(facts: readonly Facts[], short: readonly Facts[]): Facts[] {
  return facts
    .filter((each) => !("event" in each))
    .map((each, index) => (short[index] && "plain" in short[index] ? plainOf(each) : each));
}

/** An exchange that was reported as plain: it is whole, and in no doubt. */
function plainOf(facts: Facts): Facts {
  const { exchange } = facts.judgement as Pick<Judgement, "exchange">;
  const { response, request, verdict, blindSpots } = exchange ?? {};
  expect({ verdict, blindSpots }).toEqual({ verdict: "complete", blindSpots: [] });
  const { status, line, framing, declaredBytes, acceptedBytes } = response ?? {};
  return { plain: { request, status, line, framing, declaredBytes, acceptedBytes }, connection: facts.connection };
}

/** Fails if what was found out contradicts itself. */
function contradictsNothing(facts: readonly Facts[], connections: number): void {
  const ended = new Set<unknown>();
  const exchanges = new Map<unknown, number>();
  for (const each of facts) {
    if ("ended" in each) {
      const { id } = each.ended as { readonly id: string };
      expect(ended, "connections that are over").not.toContain(id);
      ended.add(id);
    } else if ("judgement" in each) {
      const { id } = each.connection as { readonly id: string };
      expect(ended, "connections that are over").not.toContain(id);
      if (each.index !== null) {
        expect(each.index, "the next exchange").toBeGreaterThan(exchanges.get(id) ?? -1);
        exchanges.set(id, each.index as number);
      }
      isReasonable(each.judgement as Judgement);
    }
  }
  expect(ended.size, "connections").toBe(connections);
}

/** A verdict has what it rests on. */
function isReasonable({ exchange }: Judgement): void {
  if (!exchange) return;
  const { verdict, evidence, blindSpots, outstandingBytes, response } = exchange;
  const { declaredBytes = null, acceptedBytes = null, isAtMost = false } = response ?? {};
  expect(evidence !== null, `evidence of ${verdict}`).toBe(verdict === "truncated");
  if (verdict === "undetermined") expect(blindSpots.length, "reasons").toBeGreaterThan(0);
  if (verdict === "complete") expect(outstandingBytes).toBe(0);
  if (verdict === "overrun") expect(outstandingBytes).toBeLessThan(0);
  if (verdict === "truncated" && evidence === "declared-length" && !isAtMost)
    expect(outstandingBytes).toBe((declaredBytes ?? 0) - (acceptedBytes ?? 0));
}
