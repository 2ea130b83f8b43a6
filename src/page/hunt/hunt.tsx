import { useEffect, useMemo, useState } from "preact/hooks";
import { huntCaptures } from "./captures.js";
import { excerptOf, HUNT_STEPS, type HuntStep, stepOfLink } from "./steps.js";

/** The hunt in eight steps, on a line to drag along. */
export function Hunt() {
  const [step, setStep] = useState(stepOfLink(location.hash));
  useEffect(() => {
    const follow = (): void => setStep(stepOfLink(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = (next: number): void => {
    history.replaceState(null, "", `#step=${next}`);
    setStep(next);
  };
  const shown = HUNT_STEPS[step - 1] as HuntStep;
  return (
    <>
      <header>
        <p class="brand">
          unflushed | the hunt | <a href="simulator.html">the simulator</a>
        </p>
        <h1>Which hop cut the response?</h1>
        <p class="lead">
          A client got status 200 and the first part of a body. Between it and the app stands a proxy. Eight steps find
          who lost the bytes; each shows a real recording, and what unflushed says of it.
        </p>
      </header>
      <nav aria-label="steps of the hunt">
        <input
          type="range"
          name="step"
          min="1"
          max={HUNT_STEPS.length}
          value={step}
          aria-label="step of the hunt"
          aria-valuetext={`${step}: ${shown.title}`}
          onInput={(event) => go(event.currentTarget.valueAsNumber)}
        />
        <ol class="steps">
          {HUNT_STEPS.map(({ title }, index) => (
            <li key={title}>
              <a href={`#step=${index + 1}`} aria-current={index + 1 === step ? "step" : undefined}>
                <b>{index + 1}</b> <span>{title}</span>
              </a>
            </li>
          ))}
        </ol>
        <div class="buttons">
          <button type="button" onClick={() => go(step - 1)} disabled={step === 1}>
            Step before
          </button>
          <button type="button" onClick={() => go(step + 1)} disabled={step === HUNT_STEPS.length}>
            Next step
          </button>
        </div>
      </nav>
      <Shown step={shown} number={step} />
    </>
  );
}

/** Pixels of a page beside its text, and of a character of that. */
const BESIDE = 58;
const CHARACTER = 7.85;
const FEWEST = 36;
const MOST = 100;

/** The columns of text that the window has room for. */
function columnsHere(): number {
  const columns = Math.floor((document.documentElement.clientWidth - BESIDE) / CHARACTER);
  return Math.max(FEWEST, Math.min(MOST, columns));
}

function Shown({ step, number }: { readonly step: HuntStep; readonly number: number }) {
  const text = huntCaptures[step.capture] ?? "";
  const lines = excerptOf(text, step.shows);
  const says = useMemo(() => step.says?.(step.capture, text, columnsHere()) ?? null, [step]);
  return (
    <section aria-labelledby="step-title" aria-live="polite">
      <h2 id="step-title">
        {number}. {step.title}
      </h2>
      <p class="learned">{step.learned}</p>
      <h3>You run</h3>
      <pre class="command">{step.command}</pre>
      <h3>
        {step.says || number > 1 ? "It was recorded" : "It prints"} <small>{step.capture}</small>
      </h3>
      <ol class={step.capture.endsWith(".strace") ? "excerpt" : "excerpt table"}>
        {lines.map((line) => (
          <li key={line.number} data-line={line.number}>
            <span class="line-number" aria-hidden="true">
              {line.number}
            </span>
            <code>{line.text}</code>
          </li>
        ))}
      </ol>
      {says !== null && (
        <>
          <h3>
            unflushed says <small>computed on this page</small>
          </h3>
          <pre class="says">{says}</pre>
        </>
      )}
    </section>
  );
}
