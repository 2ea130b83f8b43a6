import { duration } from "../../../core/text/duration.js";
import type { SimulationScale } from "../model/scale.js";
import { PLAY_SPEEDS, type PlaySpeed } from "../model/settings.js";
import { type Player, prefersLessMotion } from "./use-player.js";

/** Positions of the range input. */
const POSITIONS = 1_000;

/** Plays, steps, and moves through the simulated time. */
export function Controls(props: {
  readonly scale: SimulationScale;
  readonly at: number;
  readonly player: Player;
  readonly speed: PlaySpeed;
  readonly step: (direction: 1 | -1) => void;
  readonly moveTo: (at: number) => void;
  readonly restart: () => void;
  readonly onSpeed: (speed: PlaySpeed) => void;
}) {
  const { scale, at, player, speed, step, moveTo, restart, onSpeed } = props;
  const isStill = prefersLessMotion();
  const since = duration(at / 1e6);
  const toggle = (): void => {
    if (player.isPlaying) moveTo(at);
    else if (at >= scale.end) restart();
    else player.play();
  };
  return (
    <div class="controls">
      <div class="buttons">
        <button type="button" onClick={() => moveTo(0)}>
          Start
        </button>
        <button type="button" onClick={() => step(-1)} disabled={at === 0}>
          Step back
        </button>
        {!isStill && (
          <button type="button" class="play" onClick={toggle}>
            {player.isPlaying ? "Pause" : "Play"}
          </button>
        )}
        <button type="button" onClick={() => step(1)} disabled={at >= scale.end}>
          Step
        </button>
        <button type="button" onClick={() => moveTo(scale.end)}>
          End
        </button>
        {!isStill && (
          <label class="play-speed">
            speed
            <select value={String(speed)} onChange={(event) => onSpeed(Number(event.currentTarget.value) as PlaySpeed)}>
              {PLAY_SPEEDS.map((each) => (
                <option key={each} value={String(each)}>
                  {each}x
                </option>
              ))}
            </select>
          </label>
        )}
        <output class="clock">{since} after the client connected</output>
      </div>
      <label class="scrub">
        <span class="unseen">simulated time</span>
        <input
          type="range"
          name="at"
          min="0"
          max={POSITIONS}
          value={Math.round(scale.position(at) * POSITIONS)}
          aria-valuetext={since}
          onInput={(event) => moveTo(scale.time(event.currentTarget.valueAsNumber / POSITIONS))}
        />
      </label>
      <Ticks scale={scale} />
    </div>
  );
}

/** The share of a narrow scale that its last label takes, and half of the one before. */
const NARROW_ROOM = 0.3;

function Ticks({ scale }: { readonly scale: SimulationScale }) {
  return (
    <svg class="ticks" aria-hidden="true">
      {scale.ticks().map((tick) => {
        const at = scale.position(tick);
        const place = at > 1 - NARROW_ROOM && at < 1 ? "near-end" : undefined;
        return (
          <text key={tick} class={place} x={`${at * 100}%`} y="12" text-anchor={anchorOf(at)}>
            {tick === 0 ? "0" : duration(tick / 1e6)}
          </text>
        );
      })}
    </svg>
  );
}

function anchorOf(position: number): "start" | "middle" | "end" {
  if (position === 0) return "start";
  return position === 1 ? "end" : "middle";
}
