import type { Pseudonyms } from "../pseudonyms.js";
import { ANON_INODES } from "../vocabulary.js";
import { blank, shapeOf } from "./mask.js";
import { maskName } from "./names.js";
import { quote, readQuoted } from "./quoting.js";

const INTERNET = /^((?:TCP|UDP|UDPLITE|ICMP|RAW|DCCP|SCTP|L2TP\/IP|PING)(?:v6)?):\[(.*)\]$/;
const UNIX = /^(UNIX(?:-(?:STREAM|DGRAM|SEQPACKET))?|\(null\)):\[(\d+(?:->\d+)?)(?:,(@?)(".*"))?\]$/s;
const NUMBERED = /^((?:socket|pipe|mnt|net|uts|ipc|user|pid|cgroup|time):\[)(\d+)\]$/;
const DEVICE = /^(.*)(<(?:char|block) \d{1,4}:\d{1,7}>)$/s;
const PIDFD = /^pid:\d{1,7}$/;
const PUBLIC_FILES: ReadonlySet<string> = new Set([
  "/",
  "/dev/null",
  "/dev/zero",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
]);
const RESUMING = /^\.\.\. resuming interrupted ([a-z_0-9]+)(?: call)? \.\.\.$/;

/** The text between the angle brackets of `-y` and `-yy`, of the same kind and with the same identity. */
export function maskDecoration(text: string, names: Pseudonyms): string {
  const device = DEVICE.exec(text);
  if (device) return file(device[1] as string, names) + device[2];
  if (text.startsWith("/")) return file(text, names);
  const numbered = NUMBERED.exec(text);
  if (numbered) return `${numbered[1]}${names.inode(numbered[2] as string)}]`;
  if (PIDFD.test(text)) return text;
  if (text === "unavailable" || text === "unfinished ..." || text === "detached ...") return text;
  const [, resumed = ""] = RESUMING.exec(text) ?? [];
  if (resumed === "system" || (resumed !== "" && maskName(resumed) === resumed)) return text;
  const internet = INTERNET.exec(text);
  if (internet) return `${internet[1]}:[${endpoints(internet[2] as string, names)}]`;
  const unix = UNIX.exec(text);
  if (unix)
    return `${unix[1]}:[${inodes(unix[2] as string, names)}${unix[4] === undefined ? "" : `,${unix[3]}${quotedPath(unix[4], names)}`}]`;
  const anonymous = /^(anon_inode:)(\[?)([\w-]+)(\]?)$/.exec(text);
  if (anonymous) {
    const [, kind, open, name = "", close] = anonymous;
    return `${kind}${open}${ANON_INODES.has(name) ? name : blank(name)}${close}`;
  }
  const process = /^(pid:\d{1,7})<(.*)>$/s.exec(text);
  if (process) return `${process[1]}<${names.command(process[2] as string)}>`;
  return other(text);
}

function inodes(text: string, names: Pseudonyms): string {
  return text.replace(/\d+/g, (inode) => names.inode(inode));
}

const NETLINK = "NETLINK:[";

/** Any other text keeps its shape: its brackets, and the case of its letters, which distinguishes sockets from files. */
function other(text: string): string {
  const kind = text.startsWith(NETLINK) ? NETLINK : "";
  return kind + shapeOf(text.slice(kind.length));
}

/** strace escapes angle brackets and bytes that are not printable. The pseudonym has none of them. */
function file(path: string, names: Pseudonyms): string {
  return PUBLIC_FILES.has(path) ? path : names.path(readQuoted(`"${path}"`).bytes);
}

function quotedPath(quoted: string, names: Pseudonyms): string {
  const { bytes, ...style } = readQuoted(quoted);
  return quote(names.path(bytes), style);
}

/** `127.0.0.1:80->10.0.0.7:5000`, `[::1]:80`, or a bare inode. */
function endpoints(text: string, names: Pseudonyms): string {
  return text
    .split("->")
    .map((endpoint) => {
      if (/^\d+$/.test(endpoint)) return names.inode(endpoint);
      const [, host = "", port] = /^\[?([0-9a-fA-F:.]+?)\]?(?::(\d+))?$/.exec(endpoint) ?? [];
      const address = names.addresses.of(host);
      const other = port === undefined ? "" : names.ports.of(port);
      if (address === null || other === null) return shapeOf(endpoint);
      if (address !== host) names.removed.add("addresses", host);
      return (endpoint.startsWith("[") ? `[${address}]` : address) + (port === undefined ? "" : `:${other}`);
    })
    .join("->");
}
