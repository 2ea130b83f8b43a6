import type { Ask, Manner, Received } from "../client.js";
import type { StreamEnd, Witnessed } from "../framed/witnessed.js";
import { converseHttp2 } from "../http2/client.js";
import type { Address } from "./chain.js";

/** How the client of HTTP/1 calls an end. */
const ENDS: Partial<Record<StreamEnd, Received["ended"]>> = {
  whole: "complete",
  reset: "reset",
  left: "aborted",
  open: "timeout",
  nothing: "nothing",
};

/** Asks in HTTP/2, as `converse` does in HTTP/1. The hop listens on a port. */
export async function askHttp2(to: Address, asks: readonly Ask[], manner: Manner): Promise<Received[]> {
  const { midway, leave } = manner;
  const streams = asks.map(({ method = "GET", target, body, fields = [] }) => ({
    ...{ method, target, fields: Object.fromEntries(fields.map(fieldOf)) },
    ...(body && { body }),
  }));
  const how = leave?.how === "reset" ? "reset" : "close";
  const found = await converseHttp2(Number(to), streams, {
    ...(midway && { midway }),
    ...(leave && { leave: { bytes: leave.after, how } }),
  });
  return found.map((each, index) => receivedOf(each, asks[index]?.target ?? "", index));
}

function receivedOf(
  { end, status, declaredBody, body, left, port }: Witnessed,
  target: string,
  index: number,
): Received {
  return {
    ...{ target, status, declared: declaredBody, body, surplus: 0, ended: ENDS[end] ?? "eof", framing: null },
    ...{ left, port, index, isLast: false },
  };
}

function fieldOf(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
