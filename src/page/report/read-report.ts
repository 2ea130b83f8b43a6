import type { Viewer } from "../viewer/viewer.js";

/** Milliseconds of work after which the page may draw and hear keys. */
const SLICE = 12;
/** Characters that are decoded at a time. */
const PIECE = 262_144;
/** Lines that the viewer takes at a time. */
const BATCH = 100;

/** Unpacks the records of a report (core/formats/html/packed-text.ts) and gives them to the viewer, with pauses. */
export async function readReport(viewer: Viewer, packed: string): Promise<void> {
  let began = performance.now();
  const pauseIfDue = async (): Promise<void> => {
    if (performance.now() - began < SLICE) return;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  };
  try {
    const reader = unpacked(packed, (done) => viewer.progress(done, packed.length)).getReader();
    let rest = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (rest + next.value).split("\n");
      rest = lines.pop() ?? "";
      for (let at = 0; at < lines.length; at += BATCH) {
        viewer.take(lines.slice(at, at + BATCH));
        await pauseIfDue();
      }
    }
    if (rest !== "") throw new Error("the report ends within a record");
    viewer.finish();
  } catch (error) {
    viewer.fail(error instanceof Error ? error.message : String(error));
  }
}

/** The text that was packed, piece by piece, as it is asked for. */
function unpacked(packed: string, onRead: (characters: number) => void): ReadableStream<string> {
  let at = 0;
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const newline = packed.indexOf("\n", at + PIECE);
      const end = newline < 0 ? packed.length : newline;
      const piece = Uint8Array.from(atob(packed.slice(at, end)), (char) => char.charCodeAt(0));
      at = end;
      onRead(at);
      if (piece.length > 0) controller.enqueue(piece);
      if (at >= packed.length) controller.close();
    },
  });
  return bytes.pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(new TextDecoderStream());
}
