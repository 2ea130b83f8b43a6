import { readSync, writeSync } from "node:fs";

/**
 * Writes all of these bytes, at `position` or where the file stands. A disk with room for a part of them takes that part
 * without an error (write(2)); only the next write says that it is full.
 *
 * @returns how many bytes they are
 * @throws the error of the file system
 */
export function writeWhole(fd: number, bytes: Uint8Array, position: number | null = null): number {
  for (let done = 0; done < bytes.length; ) {
    const at = position === null ? null : position + done;
    done += writeSync(fd, bytes, done, bytes.length - done, at);
  }
  return bytes.length;
}

/**
 * Reads as many bytes as were asked for.
 *
 * @throws the error of the file system; `EIO` if the file ends before
 */
export function readWhole(fd: number, length: number, position: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const read = readSync(fd, bytes, done, length - done, position + done);
    if (read === 0) throw Object.assign(new Error("the file ends too early"), { code: "EIO" });
    done += read;
  }
  return bytes;
}
