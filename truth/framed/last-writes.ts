import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const WRITE =
  /^(?:\d+ +)?(?:[\d:.]+ )?(?:(?:write|writev|sendto|sendmsg|sendmmsg|sendfile)\(\d+<|<\.\.\. (?:write|writev|sendto|sendmsg|sendmmsg|sendfile) resumed)/;
const THREAD = /^(\d+) /;
const OF_CLIENT = /->(?:127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]):(\d+)\]/;
const RESULT = /\) += (-?\d+)(?: (E[A-Z]+))?/;
/** What a call was asked to move, if it moved less: only a refusal is looked at. */
const REFUSALS: readonly string[] = ["EAGAIN", "EWOULDBLOCK"];

/**
 * The ports of the clients whose last write was refused (EAGAIN): the server had more to send, and never tried again. It reads
 * the lines by itself, so that the verdict has a witness. Null without `-yy`.
 */
export async function refusedLast(path: string): Promise<ReadonlySet<number> | null> {
  const refused = new Set<number>();
  const unfinished = new Map<string, number>();
  let isNamed = false;
  const lines = createInterface({ input: createReadStream(path, "latin1") });
  lines.on("line", (line) => {
    if (!WRITE.test(line)) return;
    const thread = THREAD.exec(line)?.[1] ?? "";
    const named = OF_CLIENT.exec(line)?.[1];
    const port = named === undefined ? unfinished.get(thread) : Number(named);
    if (port === undefined) return;
    isNamed = true;
    if (line.includes("<unfinished ...>")) unfinished.set(thread, port);
    else unfinished.delete(thread);
    const error = RESULT.exec(line)?.[2];
    if (error !== undefined && REFUSALS.includes(error)) refused.add(port);
    else refused.delete(port);
  });
  await once(lines, "close");
  return isNamed ? refused : null;
}
