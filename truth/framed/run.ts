import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Flags } from "../flags.js";
import type { Lab } from "../server.js";
import { ended, listening, start, trace } from "../trace.js";
import { within } from "../within.js";
import type { FramedServer, Play } from "./framed-server.js";
import type { Witnessed } from "./witnessed.js";

/** What a client witnessed in a scenario. */
export interface FramedOutcome extends Witnessed {
  readonly scenario: string;
  /** The server was killed while the stream was under way. */
  readonly isKilled: boolean;
}

/** A capture, and what the clients witnessed while it was made. */
export interface Recording {
  readonly path: string;
  readonly outcomes: readonly FramedOutcome[];
  /** Why scenarios were not played to their end, a sentence each. */
  readonly failures: readonly string[];
}

const SIZES = [1000, 3_000_000];

/**
 * Runs the scenarios of a server under strace. Those that end the server have a capture of their own; all have one if `isApart`.
 */
export async function recordAll(
  server: FramedServer,
  lab: Lab,
  flags: Flags,
  isApart: boolean,
  isWanted: (scenario: string) => boolean,
): Promise<Recording[]> {
  writeFiles(lab);
  server.prepare?.(lab);
  const behind = server.backend?.({ ...lab, port: lab.backend });
  const backend = behind ? start(behind, { cwd: lab.folder }) : null;
  const plays = server.plays.filter(({ name }) => isWanted(name));
  const together = isApart ? [] : plays.filter(({ isFatal, isAlone }) => !isFatal && !isAlone);
  const alone = plays.filter((play) => !together.includes(play)).map((play) => [play]);
  try {
    if (backend) await listening(lab.backend, backend);
    const found: Recording[] = [];
    for (const some of [together, ...alone]) if (some.length > 0) found.push(await record(server, lab, flags, some));
    return found;
  } finally {
    backend?.kill();
    if (backend) await ended(backend, 2000);
  }
}

async function record(server: FramedServer, lab: Lab, flags: Flags, plays: readonly Play[]): Promise<Recording> {
  const name = plays.length === 1 ? (plays[0]?.name ?? "") : "all";
  const path = join(lab.folder, `${name} ${flags.name}`.replaceAll(/\W+/g, "-").concat(".strace"));
  const outcomes: FramedOutcome[] = [];
  const failures: string[] = [];
  await trace(server, lab, path, flags.flags, async ({ address, kill }) => {
    for (const play of plays) {
      const run = within("the client", play.run({ address, lab, kill }));
      const seen = await run.catch((error: Error) => {
        failures.push(`${play.name}: ${error.message}`);
        return [];
      });
      outcomes.push(...seen.map((each) => ({ ...each, scenario: play.name, isKilled: play.isFatal ?? false })));
    }
  });
  const played = { server: server.name, flags: flags.flags, outcomes, failures };
  writeFileSync(`${path}.json`, `${JSON.stringify(played, null, 1)}\n`);
  return { path, outcomes, failures };
}

function writeFiles({ folder }: Lab): void {
  mkdirSync(join(folder, "files"), { recursive: true });
  for (const size of SIZES) writeFileSync(join(folder, "files", String(size)), Buffer.alloc(size, "."));
  chmodSync(folder, 0o755);
}
