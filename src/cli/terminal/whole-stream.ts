import { fstatSync } from "node:fs";
import { Writable } from "node:stream";
import { writeWhole } from "../../run/files/whole.js";
import type { OutputStream } from "../../run/streams.js";

/**
 * A standard stream that loses nothing without an error. When the stream leads to a file, node's own writes once and
 * does not look how much of the text the disk took (`SyncWriteStream` in node's lib/internal/fs); this one does.
 */
export function wholeStream(stream: OutputStream & { readonly fd: number }): OutputStream {
  if (!isWrittenOnce(stream)) return stream;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        writeWhole(stream.fd, chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** True for a file or a device; node writes all to a pipe, a socket or a terminal. */
function isWrittenOnce({ fd, isTTY }: OutputStream & { readonly fd: number }): boolean {
  if (isTTY) return false;
  try {
    const stats = fstatSync(fd);
    return stats.isFile() || stats.isCharacterDevice();
  } catch {
    return false; // it was closed before this program started
  }
}
