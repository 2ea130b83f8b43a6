import { useEffect, useState } from "preact/hooks";
import type { GivenFile } from "../worker/messages.js";
import { filesOfTransfer } from "./given-files.js";

/** Takes what is dropped anywhere in the window. Returns true while something is held over it. */
export function useDropAnywhere(onFiles: (files: readonly GivenFile[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      event.preventDefault(); // or the browser would open the file
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = async (event: DragEvent): Promise<void> => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) onFiles(await filesOfTransfer(event.dataTransfer));
    };
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDrop);
    };
  });
  return isOver;
}
