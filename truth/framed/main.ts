import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { FLAGS, otherFlags } from "../flags.js";
import { isolate } from "../network.js";
import { framedServers } from "../servers/framed.js";
import type { FramedServer } from "./framed-server.js";
import { recordAll } from "./run.js";

const { only, scenario, keep, flags, apart } = new Command("truth:framed")
  .description(
    "Traces real servers that speak TLS, FastCGI or HTTP/2, and compares every verdict with what a witness saw.",
  )
  .option("--only <name>", "run only the servers whose protocol and name contain this")
  .option("--scenario <name>", "run only the scenarios whose name contains this")
  .option("--flags <flags>", "record with these strace flags only, or with a set of this name")
  .option("--apart", "record each scenario in a capture of its own")
  .option("--keep <folder>", "keep the captures in this folder")
  .parse()
  .opts<{ only?: string; scenario?: string; keep?: string; flags?: string; apart?: boolean }>();

isolate();
/** `-e trace=network` hides the plain reads and writes of most TLS libraries: nothing can be proved there. */
const sets = flags ? [otherFlags(flags)] : FLAGS.slice(0, 2);
const folder = keep ?? mkdtempSync(join(tmpdir(), "unflushed-truth-"));
const wanted = [...framedServers.entries()].filter(([, server]) => !only || nameOf(server).includes(only));
for (const [index, server] of wanted) {
  const missing = spawnSync("sh", ["-c", server.test ?? `command -v ${server.program}`]).status !== 0;
  if (missing) {
    process.stdout.write(`NOT RUN ${nameOf(server)}: not installed\n`);
    continue;
  }
  const lab = {
    folder: join(
      folder,
      nameOf(server)
        .replace("http/2", "http2")
        .replaceAll(/[^\w/]+/g, "-"),
    ),
    port: 8400 + index,
    backend: 8500 + index,
  };
  mkdirSync(lab.folder, { recursive: true });
  for (const set of sets) {
    try {
      const found = await recordAll(server, lab, set, apart ?? false, (name) => !scenario || name.includes(scenario));
      for (const { outcomes } of found) {
        for (const { scenario: name, end, frame, body, status, left } of outcomes) {
          const cut = frame ? ` ${frame.received}/${frame.declared}` : "";
          process.stdout.write(
            `${nameOf(server)}, ${set.name}, ${name}: ${end}${cut}, status ${status}, body ${body}, ${left ?? "stayed"}\n`,
          );
        }
      }
    } catch (error) {
      process.stdout.write(`NOT RUN ${nameOf(server)}: ${error instanceof Error ? error.message : String(error)}\n`);
      break;
    }
  }
}
if (!keep) rmSync(folder, { recursive: true, force: true });

function nameOf({ protocol, name }: FramedServer): string {
  return `${protocol}/${name}`;
}
