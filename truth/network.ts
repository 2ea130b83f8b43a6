import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const MARK = "UNFLUSHED_TRUTH_ISOLATED";

/**
 * Starts this program again in a network namespace of its own, with only loopback, all ports free, and small socket
 * buffers. A 15 MB body then meets hundreds of EAGAINs. If the namespace is forbidden, the run uses the host's network.
 */
export function isolate(): void {
  if (process.env[MARK]) {
    for (const name of ["tcp_wmem", "tcp_rmem"]) writeFileSync(`/proc/sys/net/ipv4/${name}`, "4096 16384 65536");
    return;
  }
  const probe = spawnSync("unshare", ["--net", "ip", "link", "set", "lo", "up"]);
  if (probe.status !== 0) {
    process.stderr.write(
      "no network namespace is allowed here: using the loopback and the socket buffers of the host\n",
    );
    return;
  }
  const shell = ["sh", "-c", 'ip link set lo up && exec "$0" "$@"', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync("unshare", ["--net", ...shell], {
    stdio: "inherit",
    env: { ...process.env, [MARK]: "1" },
  });
  process.exit(status ?? 1);
}
