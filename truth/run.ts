import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.js";
import { type Ask, converse, type Manner, type Received } from "./client.js";
import { type Comparison, compareAll, type Outcome } from "./compare.js";
import { cutBuffers } from "./cut-buffers.js";
import type { Flags } from "./flags.js";
import { type Scenario, scenarios } from "./scenarios.js";
import type { Lab, Server } from "./server.js";
import { node } from "./servers/programs/node.js";
import { ended, listening, start, trace } from "./trace.js";
import { within } from "./within.js";

const BIG = 15_000_000;

/** One scenario as it is run on one server. */
interface Play extends Pick<Scenario, "name" | "connections" | "manner" | "fatal" | "midway"> {
  readonly asks: readonly Ask[];
  readonly killsWorker: boolean;
}

/** Runs every scenario that the server supports, and compares what the clients received with the verdicts. */
export async function run(
  server: Server,
  lab: Lab,
  flags: Flags,
  isWanted: (scenario: string) => boolean,
): Promise<Comparison[]> {
  writeFiles(lab);
  server.prepare?.(lab);
  const backend = server.isProxy ? start(node.command({ ...lab, port: lab.backend }), { cwd: lab.folder }) : null;
  try {
    if (backend) await listening(lab.backend, backend);
    const plays = playsOf(server).filter(({ name }) => isWanted(name));
    const record = (name: string, some: readonly Play[]): Promise<Comparison[]> =>
      capture(server, lab, name, flags, some);
    const found = await record(
      "all",
      plays.filter(({ fatal }) => !fatal),
    );
    for (const play of plays) if (play.fatal) found.push(...(await record(play.name, [play])));
    return found;
  } finally {
    backend?.kill();
    if (backend) await ended(backend, 2000);
  }
}

/** Records the plays in one capture, and compares its verdicts. */
async function capture(
  server: Server,
  lab: Lab,
  name: string,
  flags: Flags,
  plays: readonly Play[],
): Promise<Comparison[]> {
  if (plays.length === 0) return [];
  const path = join(lab.folder, `${fileName(`${flags.name} ${name}`)}.strace`);
  const outcomes: Outcome[] = [];
  await trace(server, lab, path, flags.flags, async ({ address, kill }) => {
    for (const play of plays)
      outcomes.push(
        ...(await within(`the client of ${play.name}`, perform(play, address, lab, kill))).map((each) => ({
          ...each,
          flags,
        })),
      );
  });
  writeFiles(lab);
  writeFileSync(`${path}.json`, JSON.stringify(outcomes));
  return judge(server, path, outcomes);
}

/** Compares the verdicts of a capture with what its clients received. */
async function judge(server: Server, path: string, outcomes: readonly Outcome[]): Promise<Comparison[]> {
  const cut = await cutBuffers(path);
  const isCut = ({ port }: Received): boolean | null => (cut && port !== null ? cut.has(port) : null);
  const known = outcomes.map((outcome) => ({ ...outcome, isCut: isCut(outcome.received) }));
  return compareAll(server.name, known, await check(path));
}

/** Compares the captures of an earlier run with what their clients received then. */
export async function compareAgain(server: Server, folder: string, flags: Flags): Promise<Comparison[]> {
  const found: Comparison[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.startsWith(fileName(flags.name)) || !name.endsWith(".strace.json")) continue;
    const path = join(folder, name);
    const kept: Outcome[] = JSON.parse(readFileSync(path, "utf8"));
    const outcomes = kept.map((outcome) => ({ ...outcome, flags }));
    found.push(...(await judge(server, path.slice(0, -".json".length), outcomes)));
  }
  return found;
}

/** The name of a server, or of a scenario, as that of a file. */
export function fileName(name: string): string {
  return name.replaceAll(/\W+/g, "-");
}

/** Makes every target unique. It is short, so that a string of 32 bytes holds it. */
let count = 0;

async function perform(
  play: Play,
  address: number | string,
  lab: Lab,
  kill: () => void,
): Promise<Omit<Outcome, "flags">[]> {
  const truncate = (): void => truncateSync(join(lab.folder, "files", String(BIG)), BIG / 3);
  const act = play.fatal === "kill" ? kill : truncate;
  const midway = { bytes: play.midway ?? 300_000, act };
  const manner: Manner = play.fatal ? { ...play.manner, midway } : (play.manner ?? {});
  const connections = Array.from({ length: play.connections ?? 1 }, () =>
    converse(
      address,
      play.asks.map((ask) => ({ ...ask, target: `${ask.target}?${++count}` })),
      manner,
    ),
  );
  const isKilled = play.fatal === "kill" || play.killsWorker;
  return (await Promise.all(connections)).flatMap((responses) =>
    responses.map((received, index) => ({
      ...{ scenario: play.name, received, isKilled },
      isFollowed: (responses[index + 1]?.status ?? null) !== null,
    })),
  );
}

function playsOf(server: Server): Play[] {
  const common = scenarios.flatMap((scenario): Play[] => {
    const ask = server.features[scenario.needs];
    if (!ask || (scenario.fatal === "truncate-file" && !server.servesFiles)) return [];
    return [{ ...scenario, asks: scenario.asks(ask), killsWorker: scenario.needs === "hang" }];
  });
  return [...common, ...(server.extra ?? []).map((play) => ({ ...play, killsWorker: false }))];
}

function writeFiles({ folder }: Lab): void {
  mkdirSync(join(folder, "files"), { recursive: true });
  for (const size of [1000, BIG]) writeFileSync(join(folder, "files", String(size)), Buffer.alloc(size, "."));
  chmodSync(folder, 0o755);
}
