import { useEffect, useMemo, useState } from "preact/hooks";
import type { Policy } from "../../../tools/simulate/parameters.js";
import type { ReadLink } from "../model/address.js";
import { lostIn } from "../model/moment.js";
import { lineAt, readingOf } from "../model/reading.js";
import { CONNECTED_AT, type PolicyRun, runsOf } from "../model/runs.js";
import { SimulationScale } from "../model/scale.js";
import { requireShown, simulationCase } from "../model/settings.js";
import { Controls } from "./controls.js";
import { Intro } from "./intro.js";
import { Lanes } from "./lanes.js";
import { Parameters } from "./parameters.js";
import { Share } from "./share.js";
import { SpeedCurve } from "./speed-curve.js";
import { TracePanel } from "./trace-panel.js";
import { prefersLessMotion, usePlayer } from "./use-player.js";
import { useSettings } from "./use-settings.js";

/** The page: four policies over time, the reader's speed, what strace prints, and the parameters. */
export function Simulator({ first }: { readonly first: ReadLink }) {
  const { settings, problems, change } = useSettings(first);
  const wanted = simulationCase(settings);
  const runs = useMemo(() => runsOf(wanted), [JSON.stringify({ ...wanted, policy: null })]);
  const scale = useMemo(() => new SimulationScale(Math.max(...runs.map(({ end }) => end)), wanted.callCost), [runs]);
  const run = runs.find(({ policy }) => policy === wanted.policy) as PolicyRun;
  const reading = useMemo(() => readingOf(run, settings.dialect), [run, settings.dialect]);

  const [shown, setShown] = useState(settings.at ?? scale.end);
  const at = Math.min(shown, scale.end);
  const player = usePlayer(scale, at, settings.speed, (moment, isLast) => {
    setShown(moment);
    if (isLast) change({ ...settings, at: null });
  });
  useEffect(() => setShown(settings.at ?? scale.end), [settings.at, scale]);
  useEffect(() => {
    if (settings.at === null && !prefersLessMotion()) restart();
  }, []);

  /** Plays from the beginning. */
  function restart(): void {
    setShown(0);
    player.play();
  }
  function moveTo(moment: number): void {
    player.pause();
    setShown(moment);
    change({ ...settings, at: moment >= scale.end ? null : moment });
  }
  /** Goes to the next line of strace in one direction. */
  function step(direction: 1 | -1): void {
    const times = reading.lines.map((line) => line.at - CONNECTED_AT).filter((time) => time >= 0 && time <= scale.end);
    const next = direction > 0 ? times.find((time) => time > at) : times.findLast((time) => time < at);
    moveTo(next ?? (direction > 0 ? scale.end : 0));
  }
  const choose = (policy: Policy): void => change({ ...settings, wanted: { ...settings.wanted, policy } });

  return (
    <>
      <Intro runs={runs} wanted={wanted} problems={problems} />
      <section aria-labelledby="lanes-title">
        <h2 id="lanes-title">What becomes of the rest? Four policies, the same moment</h2>
        <Controls
          {...{ scale, at, player, step, moveTo, restart }}
          speed={settings.speed}
          onSpeed={(speed) => change({ ...settings, speed })}
        />
        <Lanes runs={runs} at={at} sndbuf={wanted.sndbuf} chosen={wanted.policy} onChoose={choose} />
      </section>
      <SpeedCurve
        wanted={wanted}
        lost={lostIn(run)}
        onRate={(readRate) => change({ ...settings, wanted: { ...settings.wanted, readRate } })}
      />
      <TracePanel
        reading={reading}
        policy={wanted.policy}
        current={lineAt(reading.lines, CONNECTED_AT + at)}
        step={step}
      />
      <Parameters settings={settings} onChange={change} check={requireShown} />
      <Share settings={settings} />
    </>
  );
}
