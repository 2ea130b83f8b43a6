import { once } from "node:events";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { type Carrier, converse, type Manner } from "../client.js";
import { askHttp2 } from "./ask-http2.js";
import type { Chain, ChainPlay } from "./chain.js";
import { writeFiles } from "./hops/nginx.js";
import type { Outcome } from "./outcome.js";
import type { RunningChain } from "./running.js";

/** Makes every target unique. It is short, so that a string of 32 bytes holds it. */
let count = 0;

/** Runs a play, and returns what its clients got. Ends when the harm that it did is over. */
export async function performOne(play: ChainPlay, running: RunningChain, chain: Chain): Promise<Outcome[]> {
  const { name, connections, act, isSameTarget } = play;
  const shared = ++count;
  const harm = new Harm(connections.length, async () => act && harmed(act, running));
  const found = connections.map(async (steps) => {
    const asks = steps.map(({ ask }) => ({ ...ask, target: `${ask.target}?id=${isSameTarget ? shared : ++count}` }));
    const manner = { ...play.manner, ...(act ? harm.manner() : {}) };
    const received = await (chain.isHttp2
      ? askHttp2(running.address, asks, manner)
      : converse(running.address, asks, manner, chain.isTls ? overTls : null)
    ).catch(() => []);
    return received.flatMap((each, index) => {
      const step = steps[index];
      return step ? [{ play: name, step, received: each }] : [];
    });
  });
  const outcomes = (await Promise.all(found)).flat();
  await harm.over();
  return outcomes;
}

/** What is done once in mid-body. */
class Harm {
  #done: Promise<unknown> | null = null;
  #underWay = 0;

  constructor(
    private readonly connections: number,
    private readonly act: () => Promise<unknown>,
  ) {}

  /** For the client of each connection. The harm comes when all responses are under way, or the first has been for a while. */
  manner(): Pick<Manner, "midway"> {
    let isUnderWay = false;
    const arrive = (): void => {
      if (isUnderWay) return;
      isUnderWay = true;
      if (++this.#underWay === this.connections) this.#begin();
      else if (this.#underWay === 1) setTimeout(() => this.#begin(), 150);
    };
    return { midway: { bytes: 20_000, act: arrive } };
  }

  /** Waits until it is done, and sees to it that it does not begin any more: the next play is not to meet it. */
  async over(): Promise<void> {
    this.#done ??= Promise.resolve();
    await this.#done;
  }

  #begin(): void {
    this.#done ??= this.act();
  }
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
