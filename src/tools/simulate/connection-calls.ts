import { bookWrite, type ConnectionAccount, openAccount } from "./account.js";
import { EPOLL_CONTROL } from "./network.js";
import type { ClientParameters, ServerParameters } from "./parameters.js";
import { type Fragment, SimulatedResponse } from "./response.js";
import type { SocketBuffer } from "./socket-buffer.js";
import { close, epollCtl, READ_ROOM, recvfrom, resultText, shutdown, write } from "./strace/strace-calls.js";
import type { PrintedFd } from "./strace/strace-text.js";
import type { CompletedCall } from "./task.js";
import { httpDate } from "./virtual-clock.js";

/** What a connection needs from the simulation. */
export interface ConnectionContext {
  readonly server: ServerParameters;
  readonly fd: PrintedFd;
  readonly buffer: SocketBuffer;
  readonly account: ConnectionAccount;
  /** Microseconds that a call takes, without the copying of bytes. */
  readonly cost: () => number;
  /** Makes the fd's number free again. */
  readonly freed: () => void;
  /** Called when something has changed, with the time in microseconds. */
  readonly onChange: (at: number) => void;
}

/**
 * The calls on one connection. Each changes the kernel's buffer and the account, and returns its result as strace prints
 * it.
 */
export class ConnectionCalls {
  /** The index of the request that the client sends next, or that it has sent last. */
  request = 0;
  #hasTakenReset = false;
  /** Microseconds at which the kernel has copied the bytes of the latest write. */
  #writesUntil = 0;

  /** @param requestAt microseconds at which the client sends that request */
  constructor(
    private readonly index: number,
    private readonly client: ClientParameters,
    private readonly context: ConnectionContext,
    public requestAt: number,
  ) {}

  get isLast(): boolean {
    return this.request === this.client.bodies.length - 1;
  }

  get latest() {
    return this.context.account.accounts.at(-1);
  }

  /** The events that epoll reports at a time. */
  events(now: number): string {
    const { buffer, account } = this.context;
    this.context.onChange(now);
    buffer.advance(now);
    if (buffer.hangup) {
      this.#foundGone(now);
      const error = buffer.hangup.isReset && !this.#hasTakenReset ? "|EPOLLERR" : "";
      return `EPOLLIN|EPOLLOUT${error}|EPOLLHUP|EPOLLRDHUP`;
    }
    const isReadable = this.#hasRequest(now) || account.unread > 0;
    const isWritable = buffer.writableAt(now) <= now;
    const latest = this.latest;
    if (isWritable && latest && !latest.response.isWritten) latest.writableAt = now;
    return [isReadable && "EPOLLIN", isWritable && "EPOLLOUT"].filter(Boolean).join("|");
  }

  #hasRequest(at: number): boolean {
    const { buffer, account } = this.context;
    const isSent = this.requestAt <= Math.min(at, buffer.hangup?.at ?? Number.POSITIVE_INFINITY);
    return isSent && account.accounts.length <= this.request;
  }

  read(at: number): CompletedCall {
    const { fd, buffer, account, cost } = this.context;
    const until = at + cost();
    buffer.advance(at);
    if (this.#hasRequest(at)) return this.#received(this.#takeRequest(until), until);
    if (account.unread > 0) return this.#received([this.#takeUpload(READ_ROOM)], until);
    const error = this.#hangup(true, at);
    if (error === "end") return this.#received([], until);
    return { error: error ?? "EAGAIN", value: -1, until, text: recvfrom(fd, [], error ?? "EAGAIN") };
  }

  #received(parts: readonly Fragment[], until: number): CompletedCall {
    const value = parts.reduce((sum, { length }) => sum + length, 0);
    return { error: null, value, until, text: recvfrom(this.context.fd, parts, null) };
  }

  /** Reads the next request and prepares its response. */
  #takeRequest(at: number): Fragment[] {
    const { account, server } = this.context;
    const body = this.client.bodies[this.request] ?? 0;
    const target = `/${this.index}/${this.request}/${body}`;
    account.unread = this.isLast ? this.client.upload : 0;
    const length = account.unread > 0 ? `Content-Length: ${account.unread}\r\n` : "";
    const connection = this.isLast ? "Connection: close\r\n" : "";
    const method = account.unread > 0 ? "POST" : "GET";
    const head = `${method} ${target} HTTP/1.1\r\nHost: lab\r\n${length}${connection}\r\n`;
    const response = new SimulatedResponse(body, { kind: server.framing, chunk: server.chunk }, httpDate(at));
    const opening = { target, requestHead: head.length, requestedAt: at, response, framing: server.framing };
    account.accounts.push(openAccount(opening));
    return [{ text: head, length: head.length, isBody: false }, this.#takeUpload(READ_ROOM - head.length)];
  }

  #takeUpload(most: number): Fragment {
    const { account } = this.context;
    const length = Math.min(most, account.unread);
    account.unread -= length;
    return { text: null, length, isBody: true };
  }

  write(at: number): CompletedCall & { readonly isShort: boolean } {
    const { server, fd, buffer, account, cost } = this.context;
    const latest = this.latest;
    if (!latest) throw new Error("no response to write");
    const parts = latest.response.rest(server.call === "writev" ? "vector" : "flat");
    const asked = parts.reduce((sum, { length }) => sum + length, 0);
    this.context.onChange(at);
    const isOver = account.ended !== null && at >= account.ended.at;
    const taken = isOver ? { accepted: 0, until: at } : buffer.write(asked, at);
    const until = taken.until + cost();
    this.#writesUntil = taken.until;
    account.hasWrittenLate ||= isOver;
    const hangup = isOver ? "EPIPE" : taken.accepted === 0 ? this.#hangup(false, at) : null;
    const error = hangup ?? (taken.accepted === 0 ? "EAGAIN" : null);
    if (hangup) latest.refusedAt = until;
    latest.isBroken ||= hangup !== null && !isOver;
    if (!hangup) bookWrite(latest, asked, taken.accepted, until);
    this.context.onChange(taken.until);
    return {
      error,
      value: error === null ? taken.accepted : -1,
      isShort: taken.accepted < asked,
      until,
      text: write(server.call, fd, parts, resultText(error, taken.accepted)),
      ...(error === "EPIPE" && server.call !== "sendto" && { signal: "SIGPIPE" }),
    };
  }

  /**
   * The error or end of stream that a call finds after the reader has hung up. Only the first call finds a reset; the
   * later ones find the end of the stream, or EPIPE.
   */
  #hangup(isRead: boolean, at: number): "ECONNRESET" | "EPIPE" | "end" | null {
    const { buffer, server } = this.context;
    if (!buffer.hangup) return null;
    const isReset = buffer.hangup.isReset && !this.#hasTakenReset && (isRead || server.transport === "tcp");
    this.#hasTakenReset ||= isReset;
    if (isReset || !isRead) this.#foundGone(at);
    if (isReset) return "ECONNRESET";
    return isRead ? "end" : "EPIPE";
  }

  /** The program has learned that the peer is gone. */
  #foundGone(at: number): void {
    const { account } = this.context;
    account.peerGone ||= account.ended === null;
    account.isContested ||= this.#isShuttingDown(at);
  }

  #isShuttingDown(at: number): boolean {
    const { ended } = this.context.account;
    return ended?.by === "shut-wr" && at <= ended.at;
  }

  /** A shutdown takes effect when it returns. It waits for a write of another thread, which holds the socket. */
  shutDown(at: number): CompletedCall {
    const { fd, buffer, account, server, cost } = this.context;
    buffer.advance(at);
    const error = buffer.hangup && server.transport === "tcp" ? "ENOTCONN" : null;
    const until = Math.max(at, this.#writesUntil) + cost();
    if (error === null) account.ended ??= { by: "shut-wr", at: until };
    return { error, value: 0, until, text: shutdown(fd, error) };
  }

  /** Closes the last fd. What the reader has not read yet is still delivered. */
  close(at: number): CompletedCall {
    const { fd, buffer, account, cost, freed, onChange } = this.context;
    account.isContested ||= this.#isShuttingDown(at);
    account.ended ??= { by: "close", at };
    account.isReleased = true;
    freed();
    onChange(at);
    const drained = buffer.hangup ? at : buffer.readAt(buffer.accepted);
    if (drained > at && drained < Number.POSITIVE_INFINITY) onChange(drained);
    return { error: null, value: 0, until: at + cost(), text: close(fd) };
  }

  epollCtl(at: number, operation: string, events: string | null): CompletedCall {
    const { fd, cost } = this.context;
    const text = epollCtl(EPOLL_CONTROL, operation, fd, events, this.index + 1);
    return { error: null, value: 0, until: at + cost(), text };
  }
}
