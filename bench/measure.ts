import { execFileSync } from "node:child_process";

/** What one run of a command took. */
export interface Usage {
  /** Seconds of CPU, user and system. */
  readonly cpu: number;
  /** Peak resident memory, bytes. */
  readonly memory: number;
}

/** The kernel tells what a child used to whoever waits for it; Node does not pass that on. */
const WAIT = `
import resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN) # a python3 that is a script has had children already
with open(sys.argv[1], "wb") as out:
    subprocess.call(sys.argv[2:], stdout=out)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, used.ru_maxrss * 1024)
`;

/** Runs a command once; its output goes to a file, as grep stops early where it is thrown away. */
export function measure(command: readonly string[], output: string): Usage {
  const said = execFileSync("python3", ["-c", WAIT, output, ...command], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [cpu = 0, memory = 0] = said.split(" ").map(Number);
  return { cpu, memory };
}

/** The median of the CPU times, and the largest memory. */
export function summarize(usages: readonly Usage[]): Usage {
  const cpus = usages.map(({ cpu }) => cpu).sort((one, other) => one - other);
  return { cpu: cpus[Math.floor(cpus.length / 2)] ?? 0, memory: Math.max(...usages.map(({ memory }) => memory)) };
}
