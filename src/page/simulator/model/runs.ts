import { parametersOf, type SimulationCase } from "../../../tools/simulate/case.js";
import { FAMOUS, POLICIES, type Policy } from "../../../tools/simulate/parameters.js";
import { type Simulation, simulate } from "../../../tools/simulate/simulate.js";

/** Microseconds from the start of a server to the first connection: the moment 0 of the page. */
export const CONNECTED_AT = FAMOUS.client.arrival;

/** One policy with the parameters that the page shows. */
export interface PolicyRun {
  readonly policy: Policy;
  readonly simulation: Simulation;
  /** Microseconds since the first connection at which nothing more happens on any. */
  readonly end: number;
}

/** Simulates a case under every policy. */
export function runsOf(wanted: SimulationCase): PolicyRun[] {
  return POLICIES.map((policy) => {
    const simulation = simulate(parametersOf({ ...wanted, policy }));
    const ends = simulation.accounts.map(({ ended }) => ended?.at ?? 0);
    const last = Math.max(CONNECTED_AT + 1, simulation.samples.at(-1)?.at ?? 0, ...ends);
    return { policy, simulation, end: last - CONNECTED_AT };
  });
}
