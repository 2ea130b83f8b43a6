import { useEffect, useRef, useState } from "preact/hooks";
import type { Viewer } from "../viewer/viewer.js";
import type { GivenFile } from "../worker/messages.js";
import { filesOfTransfer } from "./given-files.js";
import { GivingPanel } from "./giving-panel.js";
import { ReadingPanel } from "./reading-panel.js";
import type { Readings } from "./readings.js";
import { useDropAnywhere } from "./use-drop.js";

/** What is under way: nothing yet, or a reading, which is over or not. */
type Shown = { readonly isOver: boolean } | null;

/** Loads what shows findings: a page that was given nothing does without. */
async function viewerIn(element: HTMLElement): Promise<Viewer> {
  return (await import("../viewer/viewer.js")).mountViewer(element);
}

/** The page that reads captures: a place to give it some, and then what is found in them. */
export function SitePage({ readings }: { readonly readings: Readings }) {
  const [shown, setShown] = useState<Shown>(null);
  const [isOpen, setOpen] = useState(true);
  const view = useRef<HTMLDivElement>(null);
  const read = (files: readonly GivenFile[]): void => {
    if (files.length === 0 || !view.current) return;
    location.hash = "";
    setOpen(false);
    setShown({ isOver: false });
    void readings.start(files, viewerIn(view.current), () => setShown({ isOver: true }));
  };
  const isOver = useDropAnywhere(read);
  useEffect(() => {
    const onPaste = async (event: ClipboardEvent): Promise<void> => {
      const isInField = event.target instanceof HTMLTextAreaElement;
      if (event.clipboardData && !isInField) read(await filesOfTransfer(event.clipboardData));
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  });
  return (
    <div class={isOver ? "site dragging" : "site"}>
      {shown && (
        <ReadingPanel
          isOver={shown.isOver}
          onCancel={() => readings.cancel()}
          onOther={() => setOpen(!isOpen)}
          isOpen={isOpen}
        />
      )}
      {isOpen && <GivingPanel onFiles={read} isFirst={shown === null} />}
      <div ref={view} />
    </div>
  );
}
