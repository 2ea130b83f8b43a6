import { useEffect, useRef, useState } from "preact/hooks";
import type { SimulationScale } from "../model/scale.js";

/** How long a whole run plays at speed 1, in milliseconds. */
const RUN = 10_000;

/** Moves a moment along a scale while it plays. */
export interface Player {
  readonly isPlaying: boolean;
  readonly play: () => void;
  readonly pause: () => void;
}

/**
 * @param at the moment shown, in microseconds
 * @param onMoment hears of each next moment; `isLast` at the end of the scale
 */
export function usePlayer(
  scale: SimulationScale,
  at: number,
  speed: number,
  onMoment: (at: number, isLast: boolean) => void,
): Player {
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef({ scale, at, onMoment });
  latest.current = { scale, at, onMoment };
  useEffect(() => {
    if (!isPlaying) return;
    let position = latest.current.scale.position(latest.current.at);
    let before = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      position = Math.min(1, position + (Math.max(0, now - before) * speed) / RUN);
      before = now;
      latest.current.onMoment(latest.current.scale.time(position), position === 1);
      if (position === 1) setPlaying(false);
      else frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed]);
  return { isPlaying, play: () => setPlaying(true), pause: () => setPlaying(false) };
}

/** True if the reader of the page asks for less motion: nothing moves by itself then. */
export function prefersLessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
