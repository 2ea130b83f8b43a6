import { shortened } from "./shortened.js";

/** Text of a traced program: whatever it holds, it is shown as text, in its own direction, and no longer than `most`. */
export function Traced({ text, most = 300 }: { readonly text: string; readonly most?: number }) {
  return (
    <bdi class="traced" dir="ltr">
      {shortened(text, most)}
    </bdi>
  );
}
