import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const OF_CLIENT = /->127\.0\.0\.1:(\d+)\]/;
/** How strace ends a string that it cut short. */
const CUT = '"...';

/**
 * The ports of the clients on whose connections strace cut a buffer short. It reads the lines by itself, so that a verdict that
 * blames the limit of strings has a witness. Null without `-yy`: then lines do not name the connection.
 */
export async function cutBuffers(path: string): Promise<ReadonlySet<number> | null> {
  const ports = new Set<number>();
  let isNamed = false;
  const lines = createInterface({ input: createReadStream(path, "latin1") });
  lines.on("line", (line) => {
    const port = OF_CLIENT.exec(line)?.[1];
    isNamed ||= port !== undefined;
    if (port !== undefined && line.includes(CUT)) ports.add(Number(port));
  });
  await once(lines, "close");
  return isNamed ? ports : null;
}
