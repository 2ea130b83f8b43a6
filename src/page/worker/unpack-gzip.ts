import { Inflate, Z_SYNC_FLUSH } from "pako";
import type { Decoder } from "../../reading/decompressed.js";

/** Bytes of text at a time: so many before damaged data may be lost. */
const PIECE = 1 << 16;
const MAGIC = 0x1f;

/**
 * Unpacks gzip, also the further members of a file that was appended to (RFC 1952, section 2.2), which a browser's own decoder refuses.
 *
 * @throws Error if the data is damaged or ends too early: what stands before was given
 */
export const unpackGzip: Decoder = async function* (chunks) {
  let ready: Uint8Array[] = [];
  const nextMember = (): Inflate => {
    const inflate = new Inflate({ chunkSize: PIECE });
    inflate.onData = (data) => void ready.push(data as Uint8Array);
    return inflate;
  };
  let member = nextMember();
  for await (const chunk of chunks) {
    if (member.ended) {
      if (chunk[0] !== MAGIC) return; // what was put after the last member is none of it
      member = nextMember();
    }
    member.push(chunk, Z_SYNC_FLUSH);
    yield* ready;
    ready = [];
    if (member.err !== 0) throw new Error(member.msg);
  }
  if (!member.ended) throw new Error("the data ends too early");
};
