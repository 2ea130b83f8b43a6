import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { within } from "../within.js";
import type { Chain, ChainPlay } from "./chain.js";
import { DIALECTS, type Dialect } from "./dialects.js";
import { type Outcome, sort, truthOf } from "./outcome.js";
import { performOne } from "./perform.js";
import { RunningChain } from "./running.js";
import type { ChainTruth, Way } from "./truth.js";

/** How long one play may take, in seconds: many run at once. */
const MOST_SECONDS = 300;

/** Where a recording is made, and what it becomes. */
export interface Take {
  readonly dialect: Dialect;
  readonly way: Way;
  /** Where the captures and truth.json go. */
  readonly captures: string;
  /** Where the hops keep their files meanwhile. */
  readonly folder: string;
  readonly port: number;
}

/** Runs all plays of a chain under strace, and writes the captures and their truth. */
export async function record(chain: Chain, { dialect, way, captures, folder, port }: Take): Promise<ChainTruth> {
  const running = new RunningChain(chain, { way, flags: dialect.flags, folder, captures, port });
  const outcomes: Outcome[] = [];
  const perform = async (play: ChainPlay): Promise<void> => {
    const played = performOne(play, running, chain);
    outcomes.push(...(await within(`the clients of ${play.name}`, played, MOST_SECONDS)));
  };
  try {
    await running.start();
    const programs = running.programs();
    const social = chain.plays.filter(({ isAlone }) => !isAlone);
    // each by itself, which the recommended flags are enough for, and then all at once
    if (dialect === DIALECTS[0] && way !== "attached") for (const play of social) await perform(play);
    await Promise.all(social.map(perform));
    // a hop that failed by itself cut what no play knows of
    if (running.programs() !== programs) throw new Error("a hop ended that no play was to end");
    for (const play of chain.plays) {
      if (!play.isAlone) continue;
      if (play.act && "truncates" in play.act) await sleep(800); // hops still fetch for clients that left
      await perform(play);
      await running.settled();
    }
    await sleep(300); // for what the hops still have to say to each other
  } finally {
    await running.stop();
  }
  const hops = running.ran();
  const found = outcomes.map((outcome, index) => truthOf(outcome, index, hops));
  const truth: ChainTruth = {
    ...{ chain: chain.name, dialect: dialect.name, flags: dialect.flags, way },
    captures: way === "separate" ? hops.map(({ capture }) => capture) : ["all.strace"],
    hops,
    ...sort(outcomes, found),
  };
  writeFileSync(join(captures, "truth.json"), `${JSON.stringify(truth, null, 1)}\n`);
  return truth;
}
