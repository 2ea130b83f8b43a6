import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const MARK = "UNFLUSHED_TRUTH_ISOLATED";

/**
 * Starts this program again in a network namespace of its own: only loopback, every port free, and socket buffers so
 * small that a 15 MB body meets hundreds of EAGAINs. Where that is forbidden the run goes on with the host's network.
 */
export function isolated(): void {
  if (process.env[MARK]) {
    for (const name of ["tcp_wmem", "tcp_rmem"]) writeFileSync(`/proc/sys/net/ipv4/${name}`, "4096 16384 65536");
    return;
  }
  const probe = spawnSync("unshare", ["--net", "ip", "link", "set", "lo", "up"]);
  if (probe.status !== 0) {
    process.stderr.write("no network namespace here: the host's loopback and its socket buffers are used\n");
    return;
  }
  const shell = ["sh", "-c", 'ip link set lo up && exec "$0" "$@"', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync("unshare", ["--net", ...shell], {
    stdio: "inherit",
    env: { ...process.env, [MARK]: "1" },
  });
  process.exit(status ?? 1);
}
