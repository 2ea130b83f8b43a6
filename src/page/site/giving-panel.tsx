import { useState } from "preact/hooks";
import { RECORD_SERVER } from "../../core/recipe.js";
import type { GivenFile } from "../worker/messages.js";
import { fileOfText, filesOfList } from "./given-files.js";

interface GivingPanelProps {
  readonly onFiles: (files: readonly GivenFile[]) => void;
  /** True before anything was read. */
  readonly isFirst: boolean;
}

/** Where captures are dropped, chosen or pasted. */
export function GivingPanel({ onFiles, isFirst }: GivingPanelProps) {
  const [text, setText] = useState("");
  const [Panel, Title] = isFirst ? (["main", "h1"] as const) : (["section", "h2"] as const); // the viewer has its own
  return (
    <Panel class="giving" aria-labelledby="giving">
      <Title id="giving">Which responses did the server cut short?</Title>
      <p>
        Give this page what strace printed of a server. It is read here, in your browser: nothing of it leaves this
        computer.
      </p>
      <label class="drop">
        <input
          class="hidden-text"
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            onFiles(filesOfList(currentTarget.files ?? []));
            currentTarget.value = "";
          }}
        />
        <span class="drop-title">Drop captures here, or choose files</span>
        <span class="drop-note">plain or .gz, .zst, .xz; all files of strace -ff together; a folder</span>
      </label>
      <label class="paste-title" for="pasted">
        Or paste lines
      </label>
      <textarea
        id="pasted"
        rows={5}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="button" disabled={text.trim() === ""} onClick={() => onFiles([fileOfText(text)])}>
        Read the pasted lines
      </button>
      <p class="recipe">
        To record a server: <code>{RECORD_SERVER}</code>
      </p>
      <p>
        New to this? <a href="simulator.html">See how a response is cut</a>, and{" "}
        <a href="hunt.html">how to find the hop that cut it</a>.
      </p>
    </Panel>
  );
}
