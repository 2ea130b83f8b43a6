import { endOfDecorationIn } from "../../../../src/core/strace/arguments/decoration.js";
import { isDigit, LESS } from "../../../../src/core/strace/line/line-bytes.js";

/** What the `<...>` after an fd says about a stream socket. */
export interface Endpoints {
  readonly transport: "tcp" | "unix" | "unknown";
  readonly local: string | null;
  readonly peer: string | null;
  /** A name that stays the same while the socket is connected; null if it may still change. */
  readonly identity: string | null;
}

const SOCKET = /^(TCPv6|TCP|UNIX-STREAM|UNIX|\(null\)):\[(.*)\]$/s;
const UNIX = /^(\d+)(?:->(\d+))?(?:,(@?"(.*)"))?$/s;

/**
 * Reads a decoration (strace's socketutils.c).
 *
 * @returns the endpoints of a stream socket; "other" for a file, a pipe, a datagram socket and so on; null for null
 */
export function readDecoration(text: string | null): Endpoints | "other" | null {
  if (text === null) return null;
  const inode = /^socket:\[(\d+)\]$/.exec(text);
  if (inode) return { transport: "unknown", local: null, peer: null, identity: `inode ${inode[1]}` };
  const socket = SOCKET.exec(text);
  if (!socket) return "other";
  const [, protocol, inner] = socket as unknown as [string, string, string];
  return protocol.startsWith("TCP") ? tcp(inner) : unix(inner);
}

const PORT = String.raw`:\d{1,5}`;
const ADDRESS = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:.%\w]*\])${PORT}`;
const PAIR = new RegExp(`^${ADDRESS}->${ADDRESS}$`);

/** True for a pair of addresses that strace cannot have printed: it names no other socket. */
export function isDamaged({ transport, local, peer }: Endpoints): boolean {
  return transport === "tcp" && !PAIR.test(`${local}->${peer}`);
}

/** True for the name of a stream socket that is not whole, as `TCP:...[127.0.0.1:80]`: its line was changed. */
export function isBrokenName(text: string | null): boolean {
  return text !== null && /^(?:TCP|UNIX)/.test(text) && readDecoration(text) === "other";
}

/** `127.0.0.1:80->127.0.0.1:5000`; `127.0.0.1:80` for a listener; a bare inode for an unbound socket. */
function tcp(inner: string): Endpoints {
  const [local, peer] = inner.split("->") as [string, string | undefined];
  if (/^\d+$/.test(local)) return { transport: "tcp", local: null, peer: null, identity: null };
  return { transport: "tcp", local, peer: peer ?? null, identity: peer === undefined ? null : inner };
}

/** `416394->415643,"/run/app.sock"`: the inode, the inode of the peer, and the path of the socket. */
function unix(inner: string): Endpoints {
  const [, inode, peer, quoted] = UNIX.exec(inner) ?? [];
  return {
    transport: "unix",
    local: quoted ? `unix:${quoted.replaceAll('"', "")}` : null,
    peer: peer ? `inode ${peer}` : null,
    identity: inode ? `inode ${inode}` : null,
  };
}

/**
 * The text inside the `<...>` after the fd at the start of `text`; null without one. With `-N`, `fd=` precedes the fd.
 */
export function decorationAfter(text: string): string | null {
  let digits = 0;
  while (digits < text.length && isDigit(text.charCodeAt(digits))) digits++;
  if (digits > 0 && (digits === text.length || text.charCodeAt(digits) !== LESS)) return null; // usual without -y
  const start = /^(?:[a-z_]+=)?-?\d+</.exec(text)?.[0].length;
  if (start === undefined) return null;
  const end = endOfDecorationIn(text, start - 1);
  return end < 0 ? null : text.slice(start, end - 1);
}
