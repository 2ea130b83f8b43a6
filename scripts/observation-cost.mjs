// Measures how often a timing bug still happens while the server is traced: the same server and client, first untraced
// and then with each way to trace. Prints a Markdown table. The script runs `SERVER SOCKET`; the server must answer
// POST PATH with a body that it sometimes cuts short. The default PATH suits the server of docs/explain/observation-cost.md.
//
//   node scripts/observation-cost.mjs SERVER [--runs 10] [--requests 25] [--path /3300000] [--delay MS]
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, release, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const bin = fileURLToPath(new URL("../dist/cli/bin.cjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "unflushed-cost-"));
const capture = join(folder, "capture.strace");
const socketPath = join(folder, "server.sock");
const GIVE_UP = 10_000; // milliseconds

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "10" },
    requests: { type: "string", default: "25" },
    path: { type: "string", default: "/3300000" },
    delay: { type: "string", default: "0" },
  },
});
const [server] = positionals;
if (!server) {
  process.stderr.write(
    "usage: node scripts/observation-cost.mjs SERVER [--runs N] [--requests N] [--path P] [--delay MS]\n",
  );
  process.exit(2);
}
const [runs, requests, delay] = [values.runs, values.requests, values.delay].map(Number);

const record = (...options) => [process.execPath, bin, "record", "--force", "-o", capture, ...options, "--"];
const strace = (...options) => ["strace", "-f", "-o", capture, ...options];
const ways = [
  { name: "untraced", prefix: [] },
  { name: "`unflushed record --narrow`", prefix: record("--narrow") },
  { name: "`unflushed record`", prefix: record() },
  {
    name: "`strace -f -tt -yy -s 4096 -e trace=network,desc,process`",
    prefix: strace("-tt", "-yy", "-s", "4096", "-e", "trace=network,desc,process"),
  },
  { name: "`strace -f`", prefix: strace() },
];

try {
  for (const way of ways) way.results = [];
  // in turns, so that other load on the machine affects all ways alike
  for (let run = 0; run < runs; run++) {
    for (const way of ways) {
      way.results.push(await runOnce(way.prefix));
      process.stderr.write(`run ${run + 1}/${runs} ${way.name}: ${JSON.stringify(way.results.at(-1))}\n`);
    }
  }
  process.stdout.write(table());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the server, probes it, and stops it. Returns the results of the client and of the capture. */
async function runOnce(prefix) {
  rmSync(socketPath, { force: true });
  rmSync(capture, { force: true });
  const [command, ...args] = [...prefix, server, socketPath];
  // a process group of its own, so that a signal reaches both the tracer and the server
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  const closed = once(child, "close");
  try {
    for (let waited = 0; !existsSync(socketPath); waited += 20) {
      if (child.exitCode !== null || waited > GIVE_UP) throw new Error(`${server} does not listen on ${socketPath}`);
      await pause(20);
    }
    await pause(100);
    const probed = probe();
    await stop(child, closed);
    return { ...probed, ...judged() };
  } finally {
    await stop(child, closed);
  }
}

async function stop(child, closed) {
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGTERM");
  await closed;
}

/** The counts of the capture of the run; nulls if the run was not traced. */
function judged() {
  if (!existsSync(capture)) return { truncated: null, undetermined: null };
  const { stdout } = spawnSync(process.execPath, [bin, "--format", "json", capture], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const { truncated, undetermined } = JSON.parse(stdout).summary;
  return { truncated, undetermined };
}

/** Sends the requests one after another. Returns how many responses were short, and the mean time of a request in ms. */
function probe() {
  const url = `http+unix://${encodeURIComponent(socketPath)}${values.path}`;
  const how = ["--post", "chunked:1000", "--delay", `${delay}ms`, "--requests", String(requests), "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, [bin, "probe", url, ...how], { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  const { summary, requests: asked } = JSON.parse(stdout);
  const seconds = asked.reduce((sum, each) => sum + each.seconds, 0);
  return { short: summary.truncated + summary.failed, milliseconds: (1000 * seconds) / requests };
}

function table() {
  const rows = ways.map(({ name, results }) => {
    const short = results.map((each) => each.short);
    const sum = (key) => results.reduce((total, each) => total + each[key], 0);
    const seen = results[0].truncated === null ? "" : `${sum("truncated")}`;
    const unsure = results[0].truncated === null ? "" : `${sum("undetermined")}`;
    const milliseconds = (sum("milliseconds") / results.length).toFixed(1);
    return `| ${name} | ${sum("short")} of ${runs * requests} (${Math.min(...short)} to ${Math.max(...short)} a run) | ${seen} | ${unsure} | ${milliseconds} ms |`;
  });
  const version = spawnSync("strace", ["-V"], { encoding: "utf8" }).stdout.split("\n")[0].replace("-- version ", "");
  const cpu = /model name\s*: (.*)/.exec(readFileSync("/proc/cpuinfo", "latin1"))?.[1] ?? "unknown processor";
  return [
    `${runs} runs of ${requests} requests for ${values.path}, read after ${delay} ms; Linux ${release()}, ${version}, node ${process.version}, ${availableParallelism()} of ${cpu}`,
    "",
    "| watched by | client got less than declared | capture shows truncated | undetermined | a request took |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
