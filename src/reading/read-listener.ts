/**
 * Called before each chunk of text, with the number of bytes that were read since the last one, as they are stored: few or
 * none, if the file is compressed. Reading waits for its promise.
 */
export type ReadListener = (bytes: number) => Promise<void> | void;
