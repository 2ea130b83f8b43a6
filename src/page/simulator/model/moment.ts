import type { ConnectionAccount } from "../../../tools/simulate/account.js";
import type { BufferSample } from "../../../tools/simulate/samples.js";
import { CONNECTED_AT, type PolicyRun } from "./runs.js";

/** What a connection is at: how it goes on, or how it went. */
export type Phase = "idle" | "writing" | "waiting" | "flushed" | "complete" | "lost" | "reader-gone";

/** The first connection of a run at one moment. Bytes of the buffers count heads, those of the body do not. */
export interface LaneMoment {
  readonly phase: Phase;
  /** In the program's own buffer; once the connection has ended, these are lost. */
  readonly outstanding: number;
  /** In the kernel's socket buffer. */
  readonly buffered: number;
  readonly read: number;
  /** Of all responses: body bytes declared, accepted by the kernel, and read by the client. */
  readonly declared: number;
  readonly accepted: number;
  readonly delivered: number;
  /** Body bytes that will never be sent. */
  readonly lost: number;
  /** What ended it, if that has happened. */
  readonly endedBy: "shut-wr" | "close" | "exit" | null;
}

/** @param at microseconds since the first connection */
export function momentOf({ simulation }: PolicyRun, at: number): LaneMoment {
  const account = simulation.accounts[0];
  const now = CONNECTED_AT + at;
  const { sent, read, buffered, made } = levelAt(simulation.samples, now);
  const accounts = account?.accounts ?? [];
  const declared = accounts.reduce((sum, { body }) => sum + body, 0);
  const accepted = bodyWithin(accounts, sent);
  const isOver = account?.ended != null && account.ended.at <= now;
  const phase = phaseOf(account, { sent, made, isOver });
  return {
    phase,
    outstanding: made - sent,
    buffered,
    read,
    declared,
    accepted,
    delivered: bodyWithin(accounts, read),
    lost: phase === "lost" || phase === "reader-gone" ? declared - accepted : 0,
    endedBy: isOver ? (account.ended?.by ?? null) : null,
  };
}

/** Body bytes that all connections of a run lose, when it is over. */
export function lostIn({ simulation }: PolicyRun): number {
  const exchanges = simulation.accounts.flatMap(({ accounts }) => accounts);
  return exchanges.reduce((sum, { body, response }) => sum + body - response.bodyWritten, 0);
}

interface Level {
  readonly sent: number;
  readonly read: number;
  readonly buffered: number;
  /** Bytes of all responses that the program has made so far. */
  readonly made: number;
}

/** Between two samples the kernel copies, and the reader reads, at an even pace. */
function levelAt(samples: readonly BufferSample[], now: number): Level {
  const index = samples.findLastIndex((sample) => sample.at <= now);
  const before = samples[index];
  if (!before) return { sent: 0, read: 0, buffered: 0, made: 0 };
  const after = samples[index + 1] ?? before;
  const share = after === before ? 0 : (now - before.at) / (after.at - before.at);
  const between = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return {
    sent: between(before.sent, after.sent),
    read: between(before.read, after.read),
    buffered: between(before.buffered, after.buffered),
    made: before.sent + before.outstanding,
  };
}

/** How many of the first bytes of a connection are body bytes. */
function bodyWithin(accounts: ConnectionAccount["accounts"], bytes: number): number {
  let left = bytes;
  let body = 0;
  for (const { response } of accounts) {
    const own = Math.min(left, response.wireLength);
    body += response.bodyWithin(own);
    left -= own;
  }
  return body;
}

function phaseOf(
  account: ConnectionAccount | undefined,
  { sent, made, isOver }: { sent: number; made: number; isOver: boolean },
): Phase {
  if (isOver) {
    if (account?.accounts.every(({ response }) => response.isWritten)) return "complete";
    return account?.peerGone ? "reader-gone" : "lost";
  }
  if (made === 0) return "idle";
  if (sent === made) return "flushed";
  return sent === 0 ? "writing" : "waiting";
}
