import type { Ask } from "../client.js";
import type { ChainPlay, Step } from "./chain.js";

/** A request of which nothing is lost. */
export const whole = (target: string, ask: Partial<Ask> = {}): Step => ({ ask: { ...ask, target }, loses: null });

/** A request that loses bytes at a hop. */
export const cut = (target: string, loses: string, more: Partial<Step> = {}): Step => ({
  ask: { target },
  loses,
  ...more,
});

/** The step with a field that asks a hop of the lab to misbehave. */
export const told = (hop: string, way: string, step: Step): Step => ({
  ...step,
  ask: { ...step.ask, fields: [`Lab: ${hop}=${way}`] },
});

/** A play of the same request on so many connections. */
export const several = (name: string, step: Step, count = 2, more: Partial<ChainPlay> = {}): ChainPlay => ({
  name,
  connections: Array.from({ length: count }, () => [step]),
  ...more,
});

/** A hop is killed in mid-body, while its upstream is slow or silent. */
export const killed = (hop: string, slow: string): ChainPlay => ({
  name: `${hop} killed`,
  connections: [[cut(slow, hop)], [cut(slow, hop)]],
  act: { kills: hop },
  isAlone: true,
});

/** Clients that leave in mid-body: nothing is lost by any hop. */
export const leaving = (slow: string): ChainPlay[] =>
  (["reset", "close"] as const).map((how) =>
    several(`client leaves, ${how}`, whole(slow), 2, { manner: { leave: { after: 20_000, how } } }),
  );

/** The body of a request that is not small. */
export const UPLOAD = Buffer.alloc(100_000, "u");

/** Of a response that ends before its head is whole. */
export const HEADLESS: Pick<Step, "isHeadless"> = { isHeadless: true };

/** Of a loss that a hop hides, if one does. */
export const hidden = (hider?: string): Pick<Step, "hides"> => (hider ? { hides: hider } : {});
