import type { ConnectionRecord, ExchangeRecord } from "../../records/record.js";
import { visibleBytes } from "../../text/escape.js";
import { subjectOf } from "../subject.js";
import { named, type PerfettoEvent, slice, traceName } from "./perfetto-event.js";
import type { Track } from "./track.js";

const ARROWS = { server: "←", client: "→", unknown: "–" } as const;

/** The slice of a connection that is over, around all that was on it, and the name of its track: `c3 GET /x ← 10.0.0.1:443`. */
export function connectionEvents(
  connection: ConnectionRecord,
  first: ExchangeRecord | null,
  track: Track,
): readonly PerfettoEvent[] {
  const { id, role, transport, protocol, local, peer, pid, fd, opened, ended, tls } = connection;
  const asked = first ? subjectOf({ ...first, stream: null, serverName: tls?.serverName }) : "";
  const name = [id, asked, ARROWS[role], peer ?? "unknown"].filter((part) => part !== "").join(" ");
  const args = { role, transport, protocol, local, peer, pid, fd, openedLine: opened.line };
  const end = { endedBy: ended?.by ?? null, endedLine: ended?.line ?? null };
  const span = { from: track.from ?? 0, to: track.to };
  return [
    slice(track, `connection ${id}`, span, { cat: "connection", args: { ...args, ...end } }),
    ...named("thread", track, traceName(visibleBytes(name)), track.tid),
  ];
}
