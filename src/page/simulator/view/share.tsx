import { useState } from "preact/hooks";
import { linkOf, simulateCommand } from "../model/address.js";
import type { SimulatorSettings } from "../model/settings.js";

/** The command that does the same, and a link to what the page shows. */
export function Share({ settings }: { readonly settings: SimulatorSettings }) {
  const command = simulateCommand(settings);
  const link = linkOf(settings);
  return (
    <section aria-labelledby="share-title">
      <h2 id="share-title">The same on the command line</h2>
      <Copy name="command" text={command} label="Copy command" />
      <p class="hint">
        It prints the lines above. <code>{command} | unflushed</code> judges them, and <code>--plot</code> or{" "}
        <code>--sweep read-rate</code> draw them.
      </p>
      <h3>A link to what you see</h3>
      <Copy
        name="link"
        text={`${pageName()}${link === "" ? "" : `#${link}`}`}
        label="Copy link"
        whole={() => `${location.href.split("#")[0]}#${link}`}
      />
    </section>
  );
}

/** The last part of the address: the rest of it says nothing, and may be long. */
function pageName(): string {
  return location.pathname.split("/").at(-1) ?? "";
}

function Copy(props: {
  readonly name: string;
  readonly text: string;
  readonly label: string;
  /** What is copied, if it is more than what is shown. */
  readonly whole?: () => string;
}) {
  const { name, text, label, whole } = props;
  const [copied, setCopied] = useState("");
  const copy = (): void => {
    const done = (ok: boolean): void => setCopied(ok ? "copied" : "cannot copy here: select the text");
    if (!navigator.clipboard) done(false);
    else
      navigator.clipboard.writeText(whole?.() ?? text).then(
        () => done(true),
        () => done(false),
      );
  };
  return (
    <div class="copy">
      <pre data-copy={name}>{text}</pre>
      <button type="button" onClick={copy}>
        {label}
      </button>
      <output>{copied}</output>
    </div>
  );
}
