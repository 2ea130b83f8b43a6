import { shortened, shortenedBytes } from "./shortened.js";

interface TracedProps {
  /** Bytes of a capture, one character each; or a path as the user wrote it. */
  readonly text: string;
  readonly most?: number;
  readonly isPath?: boolean;
}

/** Text that others chose: whatever it holds, it is shown as text, in its own direction, and no longer than `most`. */
export function Traced({ text, most = 300, isPath = false }: TracedProps) {
  return (
    <bdi class="traced" dir="ltr">
      {isPath ? shortened(text, most) : shortenedBytes(text, most)}
    </bdi>
  );
}
