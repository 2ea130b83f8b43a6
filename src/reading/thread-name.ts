const THREAD_FILE = /^(.*)\.(\d+)(?:\.(?:gz|zst|xz))?$/;
const PID_MAX = 4_194_304; // the kernel's PID_MAX_LIMIT
const IPV4 = /(?:^|[^\d.])\d{1,3}(?:\.\d{1,3}){3}$/;

/** The name of a file that ends with a number: `trace` and 123 for `trace.123`, also if it is compressed. */
export interface NumberedName {
  readonly name: string;
  readonly pid: number;
}

/** Null for a name that does not end with a number. */
export function numberedName(file: string): NumberedName | null {
  const [, name, pid] = THREAD_FILE.exec(file) ?? [];
  return name === undefined ? null : { name, pid: Number(pid) };
}

/**
 * The same, if the number may be a pid, as of the files that `strace -ff -o NAME` writes. A number too large for a pid is a date, and
 * a number that ends an IPv4 address belongs to a machine's name.
 */
export function threadName(file: string): NumberedName | null {
  const found = numberedName(file);
  if (found === null || found.name === "" || found.pid < 1 || found.pid > PID_MAX) return null;
  return IPV4.test(`${found.name}.${found.pid}`) ? null : found;
}
