import type { Fragment } from "../response.js";
import { type ArgumentStyle, fdText, flat, type PrintedFd, quotedString, vector } from "./strace-text.js";

/** A call as strace prints it: the text before the call, the text that needs its return, and the result. */
export interface CallText {
  readonly name: string;
  readonly before: (style: ArgumentStyle) => string;
  readonly after: (style: ArgumentStyle) => string;
  readonly result: (style: ArgumentStyle) => string;
}

type Text = string | ((style: ArgumentStyle) => string);

const ERRORS = {
  EAGAIN: "Resource temporarily unavailable",
  EPIPE: "Broken pipe",
  ECONNRESET: "Connection reset by peer",
  ENOTCONN: "Transport endpoint is not connected",
  EINTR: "Interrupted system call",
} as const;

/** `-1 EAGAIN (Resource temporarily unavailable)`, or the value if there is no error. */
export function resultText(error: string | null, value: number): string {
  return error === null ? String(value) : `-1 ${error} (${ERRORS[error as keyof typeof ERRORS]})`;
}

export function plainCall(name: string, before: Text, result: Text, after: Text = ""): CallText {
  const asFunction = (text: Text) => (typeof text === "string" ? () => text : text);
  return { name, before: asFunction(before), after: asFunction(after), result: asFunction(result) };
}

/** An address and its length, as accept4 returns them. */
export interface PrintedPeer {
  readonly address: string;
  readonly lengths: string;
}

export function accept4(
  listener: PrintedFd,
  accepted: { fd: PrintedFd; peer: PrintedPeer } | null,
  room: number,
): CallText {
  const peer = accepted ? `${accepted.peer.address}, [${accepted.peer.lengths}]` : `0x7ffc9e74671a, [${room}]`;
  return plainCall(
    "accept4",
    (style) => `${fdText(listener, style)}, `,
    (style) => (accepted ? fdText(accepted.fd, style) : resultText("EAGAIN", -1)),
    `${peer}, SOCK_CLOEXEC|SOCK_NONBLOCK`,
  );
}

export function epollCtl(
  set: PrintedFd,
  operation: string,
  fd: PrintedFd,
  events: string | null,
  data: number,
): CallText {
  const event = events === null ? "NULL" : `{events=${events}, data={u32=${data}, u64=${data}}}`;
  return plainCall("epoll_ctl", (style) => `${fdText(set, style)}, ${operation}, ${fdText(fd, style)}, ${event}`, "0");
}

const MAX_EVENTS = 1024;

export function epollWait(
  set: PrintedFd,
  events: readonly { readonly events: string; readonly data: number }[],
): CallText {
  const list = events.map(({ events: flags, data }) => `{events=${flags}, data={u32=${data}, u64=${data}}}`).join(", ");
  return plainCall(
    "epoll_wait",
    (style) => `${fdText(set, style)}, `,
    String(events.length),
    `[${list}], ${MAX_EVENTS}, -1`,
  );
}

/** An epoll_wait that a signal ends. */
export function interruptedWait(set: PrintedFd): CallText {
  return plainCall(
    "epoll_wait",
    (style) => `${fdText(set, style)}, `,
    resultText("EINTR", -1),
    `0x5581f0a3c2a0, ${MAX_EVENTS}, -1`,
  );
}

/** The size of the server's read buffer in bytes. */
export const READ_ROOM = 8192;

export function recvfrom(fd: PrintedFd, read: readonly Fragment[], error: string | null): CallText {
  const length = read.reduce((sum, part) => sum + part.length, 0);
  const after = (style: ArgumentStyle): string => {
    const buffer = error ? "0x7f129c0050d0" : quotedString(flat(read, style), style);
    return `${buffer}, ${READ_ROOM}, 0, NULL, NULL`;
  };
  return plainCall("recvfrom", (style) => `${fdText(fd, style)}, `, resultText(error, length), after);
}

export function write(
  name: "writev" | "write" | "sendto",
  fd: PrintedFd,
  parts: readonly Fragment[],
  result: string,
): CallText {
  const before = (style: ArgumentStyle): string => {
    if (name === "writev") return `${fdText(fd, style)}, ${vector(parts, style)}`;
    const buffer = flat(parts, style);
    const rest = name === "sendto" ? ", MSG_NOSIGNAL, NULL, 0" : "";
    return `${fdText(fd, style)}, ${quotedString(buffer, style)}, ${buffer.length}${rest}`;
  };
  return plainCall(name, before, result);
}

export function shutdown(fd: PrintedFd, error: string | null): CallText {
  return plainCall("shutdown", (style) => `${fdText(fd, style)}, SHUT_WR`, resultText(error, 0));
}

export function close(fd: PrintedFd): CallText {
  return plainCall("close", (style) => fdText(fd, style), "0");
}
