/** How long one play may take, in seconds: the slowest ones wait for a server that hangs, several times 15 seconds. */
const MOST_SECONDS = 120;

/**
 * Waits for what a client does, and no longer than a play may take: one that waits for ever would hold up the whole run.
 *
 * @param what names it in the error
 * @throws Error if it takes longer
 */
export async function within<T>(what: string, done: Promise<T>, seconds = MOST_SECONDS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${seconds} seconds`)), 1000 * seconds);
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
