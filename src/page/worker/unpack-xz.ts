import xz from "xz-decompress";
import type { Decoder } from "../../reading/decompressed.js";

/** Unpacks xz. */
export const unpackXz: Decoder = async function* (chunks) {
  const source = chunks[Symbol.asyncIterator]();
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
  });
  const plain = new xz.XzReadableStream(packed).getReader();
  for (let next = await plain.read(); !next.done; next = await plain.read()) yield next.value as Uint8Array;
};
