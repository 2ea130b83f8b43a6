/**
 * What to add to the numbers in a copy of a recording, so that no two copies share a process, an fd or a connection.
 */
export interface Shift {
  readonly pid: number;
  readonly fd: number;
  readonly port: number;
  readonly inode: number;
  readonly seconds: number;
}

const PIDS = 4_000_000; // below the kernel's PID_MAX_LIMIT
const PORTS = 64_000;

/** The shift of the copy with this index; `lasts` are the seconds from the begin of one copy to that of the next. */
export function shiftOf(copy: number, lasts: number): Shift {
  return {
    pid: (copy * 577) % PIDS,
    fd: copy % 50,
    port: (copy * 131) % PORTS,
    inode: copy * 1_000_003,
    seconds: copy * lasts,
  };
}

/** A line of strace output, with its numbers shifted. */
export function shifted(line: string, by: Shift): string {
  return line
    .replace(/^\d+/, (pid) => String(Number(pid) + by.pid))
    .replace(/^(\d+ +)(\d{2}):(\d{2}):(\d{2})\./, (_all, before, h, m, s) => `${before}${clock(h, m, s, by.seconds)}.`)
    .replace(/^(\d+ +)(\d{10})\./, (_all, before, seconds) => `${before}${Number(seconds) + by.seconds}.`)
    .replace(
      /((?:clone3?|fork)(?:\(| resumed).*= |wait4.*= |si_pid=)(\d{2,})/,
      (_all, before, pid) => before + (Number(pid) + by.pid),
    )
    .replace(/\b(\d+)<(?=[A-Z/sp(])/g, (all, fd) => (Number(fd) < 3 ? all : `${Number(fd) + by.fd}<`))
    .replace(/TCP:\[[^\]]*\]|htons\(\d+\)/g, (address) =>
      address.replace(
        /([:(])(\d+)(?=[\])-])/g,
        (_all, before, port) => before + (1024 + ((Number(port) + by.port) % PORTS)),
      ),
    )
    .replace(
      /((?:socket|pipe|STREAM):\[)(\d+)(?:->(\d+))?/g,
      (_all, before, inode, peer) =>
        `${before}${Number(inode) + by.inode}${peer === undefined ? "" : `->${Number(peer) + by.inode}`}`,
    );
}

function clock(hours: string, minutes: string, seconds: string, shift: number): string {
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + shift;
  const two = (value: number): string => String(value % 60).padStart(2, "0");
  return `${String(Math.floor(total / 3600) % 24).padStart(2, "0")}:${two(Math.floor(total / 60))}:${two(total)}`;
}
