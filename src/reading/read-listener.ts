/**
 * Called before each chunk of text, with the number of bytes that were read since the last one, as they are stored: few or
 * none, if the file is compressed. Reading waits for its promise.
 *
 * @param text the chunk, which is only valid during the call; left out for a file of `strace -ff`
 */
export type ReadListener = (bytes: number, text?: Uint8Array) => Promise<void> | void;
