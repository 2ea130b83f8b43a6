import { useEffect, useState } from "preact/hooks";
import { copyText } from "../text/copy-text.js";

/** Milliseconds for which a button says that it has copied. */
const SAID_FOR = 3000;

/** Copies a text. Where a page may not copy, it shows the text, selected. */
export function CopyButton({ makeText }: { readonly makeText: () => string }) {
  const [state, setState] = useState<"ready" | "copied" | "shown">("ready");
  const [text, setText] = useState("");
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("ready"), SAID_FOR);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    const made = makeText();
    setText(made);
    setState((await copyText(made)) ? "copied" : "shown");
  };
  return (
    <div class="copy control">
      <button type="button" onClick={() => void copy()}>
        Copy as Markdown
      </button>
      <span role="status">{state === "copied" ? "copied" : ""}</span>
      {state === "shown" && (
        <textarea readOnly rows={8} aria-label="Markdown to copy" ref={(area) => area?.select()}>
          {text}
        </textarea>
      )}
    </div>
  );
}
