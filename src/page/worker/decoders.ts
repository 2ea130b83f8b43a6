import type { Decoders } from "../../reading/decompressed.js";

/** What unpacks each format in a page. Each is a script of its own, loaded with the first file that needs it. */
export const PAGE_DECODERS: Decoders = {
  async *gzip(chunks, name) {
    yield* (await import("./unpack-gzip.js")).unpackGzip(chunks, name);
  },
  async *zstd(chunks, name) {
    yield* (await import("../../reading/unzstd.js")).unpackZstd(chunks, name);
  },
  async *xz(chunks, name) {
    yield* (await import("./unpack-xz.js")).unpackXz(chunks, name);
  },
};
