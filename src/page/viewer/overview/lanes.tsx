import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { plural } from "../../../core/text/quantities.js";
import { hashOfPlace } from "../model/place.js";
import type { RunModel } from "../model/run-model.js";
import type { ExchangeRow, ShownConnection } from "../model/shown-connection.js";
import { type VisibleRange, visibleRange } from "../table/visible-range.js";
import { useChoice, useIsPrinting } from "../use-page.js";
import { Lane } from "./lane.js";
import { laneAxis } from "./lane-axis.js";
import { orderedLanes } from "./lane-order.js";

/** Pixels; the style sheet says the same. */
const LANE = 24;
const LABEL = 190;
const NARROW_LABEL = 84;
const MOST_PRINTED = 40;
/** Pixels that a label of the axis needs. */
const TICK = 130;

interface LanesProps {
  readonly model: RunModel;
  readonly version: number;
  readonly keeps: (row: ExchangeRow) => boolean;
  readonly isFiltered: boolean;
}

/** The connections on the clock, a lane each: the worst first, or by time. Arrows and Enter work in the list. */
export function Lanes({ model, version, keeps, isFiltered }: LanesProps) {
  const [isByTime, setIsByTime] = useState(false);
  const [range, setRange] = useState<VisibleRange>({ from: 0, to: 20 });
  const [width, setWidth] = useState(900);
  const [active, setActive] = useChoice(0);
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting();
  const lanes = useMemo(
    () => orderedLanes(model.connections, isByTime, isFiltered ? keeps : null),
    [version, isByTime, isFiltered, keeps],
  );
  const axis = useMemo(() => laneAxis(model.connections, model.date), [version]);
  const hasLanes = model.connections.length > 0;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      setRange((before) => visibleRange(element, LANE, before));
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [hasLanes]);
  if (!hasLanes) return null;
  const label = width < 600 ? NARROW_LABEL : LABEL;
  const room = Math.max(50, width - label - 16);
  const xOf = (at: number): number => ((at - axis.from) / (axis.to - axis.from)) * room;
  const open = ({ capture, id }: ShownConnection): void => {
    location.hash = hashOfPlace({ kind: "connection", capture, connection: id, exchange: null }, model.hasSeveral);
  };
  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(lanes.length - 1, index));
    setActive(next);
    const element = scroller.current;
    if (!element) return;
    if (next * LANE < element.scrollTop) element.scrollTop = next * LANE;
    const over = (next + 1) * LANE - element.clientHeight;
    if (over > element.scrollTop) element.scrollTop = over;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const lane = lanes[active()];
    if (event.key === "ArrowDown") moveTo(active() + 1);
    else if (event.key === "ArrowUp") moveTo(active() - 1);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(lanes.length - 1);
    else if (event.key === "Enter" && lane) open(lane);
    else return;
    event.preventDefault();
  };
  const from = isPrinting ? 0 : Math.min(range.from, lanes.length);
  const to = Math.min(lanes.length, isPrinting ? MOST_PRINTED : range.to);
  return (
    <section class="lanes" aria-labelledby="lanes-title">
      <h2 id="lanes-title">Connections</h2>
      <p class="choice">
        <label>
          <input type="radio" name="lanes" checked={!isByTime} onChange={() => setIsByTime(false)} /> worst first
        </label>
        <label>
          <input type="radio" name="lanes" checked={isByTime} onChange={() => setIsByTime(true)} /> by time
        </label>
        <span>{plural(lanes.length, "connection")}</span>
      </p>
      <div class="lane-scroller" ref={scroller}>
        <div
          role="listbox"
          aria-label="connections"
          tabIndex={0}
          aria-activedescendant={active() >= from && active() < to ? `lane-${active()}` : undefined}
          style={{ height: `${(isPrinting ? to : lanes.length) * LANE}px` }}
          onKeyDown={onKeyDown}
        >
          {lanes.slice(from, to).map((connection, offset) => (
            <Lane
              key={`${connection.capture}.${connection.id}`}
              connection={connection}
              id={`lane-${from + offset}`}
              top={(from + offset) * LANE}
              isActive={from + offset === active()}
              axis={axis}
              xOf={xOf}
              label={label}
              room={room}
              namesCapture={model.hasSeveral}
              onOpen={open}
            />
          ))}
        </div>
      </div>
      <div class="lane-axis" aria-hidden="true" style={{ marginLeft: `${label}px` }}>
        {axis.ticks(Math.max(2, Math.floor(room / TICK))).map(({ at, label: text }) => (
          <span
            key={at}
            style={{ left: `${Math.min(xOf(at), room)}px` }}
            class={xOf(at) > room - TICK / 2 ? "last" : ""}
          >
            {text}
          </span>
        ))}
      </div>
    </section>
  );
}
