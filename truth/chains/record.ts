import { once } from "node:events";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { type Carrier, converse, type Manner } from "../client.js";
import type { Chain, ChainPlay } from "./chain.js";
import { DIALECTS, type Dialect } from "./dialects.js";
import { writeFiles } from "./hops/nginx.js";
import { type Outcome, sort, truthOf } from "./outcome.js";
import { RunningChain } from "./running.js";
import type { ChainTruth, Way } from "./truth.js";

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
    outcomes.push(...(await performOne(play, running, chain.isTls ?? false)));
  };
  try {
    await running.start();
    const social = chain.plays.filter(({ isAlone }) => !isAlone);
    // each by itself, which the recommended flags are enough for, and then all at once
    if (dialect === DIALECTS[0] && way !== "attached") for (const play of social) await perform(play);
    await Promise.all(social.map(perform));
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

/** Makes every target unique. It is short, so that a string of 32 bytes holds it. */
let count = 0;

async function performOne(play: ChainPlay, running: RunningChain, isTls: boolean): Promise<Outcome[]> {
  const { name, connections, act, isSameTarget } = play;
  const shared = ++count;
  let harm: Promise<void> | null = null;
  let underWay = 0;
  const begin = (): void => {
    harm ??= act ? harmed(act, running) : null;
  };
  /** The harm comes when all responses are under way, or the first has been for a while. */
  const arrive = (): void => {
    if (++underWay === connections.length) begin();
    else if (underWay === 1) setTimeout(begin, 150);
  };
  const mannerOf = (): Manner => {
    let isUnderWay = false;
    const once = (): void => {
      if (!isUnderWay) arrive();
      isUnderWay = true;
    };
    return { ...play.manner, ...(act ? { midway: { bytes: 20_000, act: once } } : {}) };
  };
  const found = connections.map(async (steps) => {
    const asks = steps.map(({ ask }) => ({ ...ask, target: `${ask.target}?id=${isSameTarget ? shared : ++count}` }));
    const received = await converse(running.address, asks, mannerOf(), isTls ? overTls : null).catch(() => []);
    return received.flatMap((each, index) => {
      const step = steps[index];
      return step ? [{ play: name, step, received: each }] : [];
    });
  });
  const outcomes = (await Promise.all(found)).flat();
  await harm; // so that the next play does not meet it
  return outcomes;
}

/** Kills a hop, or cuts the file that it sends and makes it whole again. */
async function harmed(act: NonNullable<ChainPlay["act"]>, running: RunningChain): Promise<void> {
  if ("kills" in act) return running.kill(act.kills);
  const folder = running.folderOf(act.truncates);
  truncateSync(join(folder, "400000"), 150_000);
  await sleep(1500);
  writeFiles(folder);
}

/** The certificate was made for the run. */
const overTls: Carrier = {
  open: async (socket) => {
    const secure = connect({ socket, rejectUnauthorized: false, servername: "localhost" });
    await once(secure, "secureConnect");
    return secure;
  },
  end: async (carried) => {
    carried.end();
  },
};
