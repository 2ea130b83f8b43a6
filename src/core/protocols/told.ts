import type { SocketEvent, WriteEvent } from "../sockets/event.js";
import type { EndSignal, LastRead } from "../sockets/socket-facts.js";

/** What says that a program was told to end a stream. */
export interface Told {
  /** `signal`: its process got one; `command`: it read one. */
  readonly by: "signal" | "command";
  readonly line: number;
  /** Such as `SIGTERM`; null without a signal. */
  readonly signal: string | null;
}

/** What is known of a stream that its program ended. */
interface Ended {
  readonly by: SocketEvent;
  /** The write that was refused last. */
  readonly refused: WriteEvent | null;
  /** The last bytes that the program read from this connection. */
  readonly lastRead: LastRead | null;
}

/** A process that got one of these ends, however long that takes. SIGINT and SIGHUP may stand for something else. */
const FINAL: ReadonlySet<string> = new Set(["SIGTERM", "SIGQUIT", "SIGKILL"]);
/** Bytes of a read in which a command is looked for. */
const MOST = 256;
/** Commands that end a connection, as words of their own: of redis, memcached, FTP, SMTP, IMAP, SQL. */
const COMMAND = /(?<![!-~])(?:kill|quit|shutdown|logout|terminate|exit)(?![!-:<-~])|pg_terminate_backend\(/i;
/** The same in binary: PostgreSQL's Terminate, MySQL's COM_QUIT and COM_PROCESS_KILL. */
const BINARY = ["X\0\0\0\x04", "\x01\0\0\0\x01", "\x05\0\0\0\x0c"];

/**
 * What says that the program was told to end the stream: a signal; a command that came over the connection; a command that
 * the same thread read from another one, as the last thing between the refused write and the end. Null if nothing does.
 */
export function toldBy({ by, refused, lastRead }: Ended): Told | null {
  const { orders } = by.socket;
  const since = refused?.line ?? 0;
  if (orders?.signal && asksToEnd(orders.signal, since)) {
    return { by: "signal", line: orders.signal.line, signal: orders.signal.name };
  }
  const other = orders?.read && orders.read.line > since ? orders.read : null;
  return (lastRead && orderIn(lastRead)) ?? (other && orderIn(other));
}

function asksToEnd({ name, line }: EndSignal, since: number): boolean {
  return line > since || FINAL.has(name);
}

function orderIn({ line, pieces }: LastRead): Told | null {
  return orderAt(pieces[0]?.seen ?? "") ? { by: "command", line, signal: null } : null;
}

/** Where bytes that were read hold a command to end a connection; null if they hold none. */
export function orderAt(read: string): { readonly at: number; readonly text: string } | null {
  const seen = read.slice(0, MOST);
  if (isTlsRecord(seen)) return null; // nobody can read what it says
  const word = COMMAND.exec(seen);
  if (word) return { at: word.index, text: word[0] };
  const binary = BINARY.find((each) => seen.startsWith(each));
  return binary === undefined ? null : { at: 0, text: binary };
}

/** True for bytes that begin with the type and the version of a TLS record (RFC 8446, section 5.1). */
function isTlsRecord(seen: string): boolean {
  const type = seen.charCodeAt(0);
  return type >= 0x14 && type <= 0x17 && seen.charCodeAt(1) === 3;
}
