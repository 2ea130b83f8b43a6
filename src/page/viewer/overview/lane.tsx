import type { ShownConnection } from "../model/shown-connection.js";
import { rankOf, VERDICT_LOOKS } from "../model/verdicts.js";
import { VerdictMark } from "../table/verdict-mark.js";
import { Traced } from "../text/traced.js";
import type { LaneAxis } from "./lane-axis.js";
import { laneMarks } from "./lane-marks.js";

interface LaneProps {
  readonly connection: ShownConnection;
  readonly id: string;
  /** Pixels. */
  readonly top: number;
  readonly label: number;
  readonly room: number;
  readonly isActive: boolean;
  readonly namesCapture: boolean;
  readonly axis: LaneAxis;
  readonly xOf: (at: number) => number;
  readonly onOpen: (connection: ShownConnection) => void;
}

/** One connection: its time on the clock as a line, its exchanges as bars, each with the mark of its verdict where it ends. */
export function Lane({ connection, id, top, label, room, isActive, namesCapture, axis, xOf, onOpen }: LaneProps) {
  const { capture, id: name, record, rows } = connection;
  const [from, to] = axis.spanOf(connection).map(xOf) as [number, number];
  const marks = laneMarks(rows, (row) => xOf(axis.positionOf(row)), to);
  const worst = [...marks].sort((one, other) => rankOf(one.verdict) - rankOf(other.verdict))[0]?.verdict ?? null;
  return (
    <div
      role="option"
      id={id}
      class="lane"
      aria-selected={isActive}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(connection)}
    >
      <span class="name" style={{ width: `${label}px` }}>
        {worst && <VerdictMark verdict={worst} />}
        {worst && <span class="hidden-text">{VERDICT_LOOKS[worst].words}</span>}
        <b>{namesCapture ? `${capture}.${name}` : name}</b> <Traced text={record?.peer ?? ""} most={60} />
      </span>
      <svg width={room + 16} height="24" aria-hidden="true">
        <line class="span" x1={from} x2={Math.max(to, from + 2)} y1="12" y2="12" />
        {marks.map(({ from: x, to: end, verdict }) => (
          <g key={x} class={verdict}>
            <rect
              x={x}
              y={verdict === "complete" ? 9 : 7}
              width={Math.max(2, end - x - 1)}
              height={verdict === "complete" ? 6 : 10}
            />
            {verdict !== "complete" && (
              <text x={Math.min(room + 4, Math.max(x + 2, end) + 2)} y="16.5">
                {VERDICT_LOOKS[verdict].mark}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
