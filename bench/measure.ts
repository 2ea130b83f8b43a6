import { execFileSync } from "node:child_process";

/** The resources that one run of a command used. */
export interface Usage {
  /** Seconds of CPU, user and system. */
  readonly cpu: number;
  /** Peak resident memory, in bytes. */
  readonly memory: number;
}

/**
 * The kernel reports the resources of a child to the process that waits for it (wait4(2)). Node does not return them.
 */
const WAIT = `
import resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN) # not 0 if python3 is a script that started children
with open(sys.argv[1], "wb") as out:
    subprocess.call(sys.argv[2:], stdout=out)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, used.ru_maxrss * 1024)
`;

/** Runs a command once. Its output goes to a file, because grep stops early if the output is /dev/null. */
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
