import type { Play } from "../framed/framed-server.js";
import { converseHttp2, type Http2Ask, type Http2Manner } from "./client.js";

/** What an HTTP/2 server can be asked. */
export interface Http2Features {
  readonly small?: string;
  readonly big?: string;
  /** Ends of a response that the server can be asked for, as the last part of a target. */
  readonly faults?: readonly string[];
}

const BIG = 3_000_000;
/** After how many bytes of the connection something happens. */
const MIDWAY = 300_000;
/** A window that never closes here: the socket fills up first. */
const OPEN = 100_000_000;
const SOCKET = { window: OPEN, pause: 4 };
const WINDOW = { streamPause: 10 };

/** Every scenario that a server of HTTP/2 in the clear can play. */
export function http2Plays({ small = "/1000", big = `/${BIG}`, faults = [] }: Http2Features): Play[] {
  const play = (name: string, asks: readonly Http2Ask[], manner: Http2Manner = {}): Play => ({
    name,
    run: ({ address }) => converseHttp2(address as number, asks, manner),
  });
  const a = { target: small };
  const b = { target: big };
  const slow = (name: string, asks: readonly Http2Ask[]): Play[] => [
    play(`${name}, full socket`, asks, SOCKET),
    play(`${name}, closed window`, asks, WINDOW),
  ];
  const dies = (name: string, manner: Http2Manner): Play => ({
    name: `killed in mid-body, ${name}`,
    isFatal: true,
    run: ({ address, kill }) =>
      converseHttp2(address as number, [b, b], { ...manner, midway: { bytes: MIDWAY, act: kill } }),
  });
  const leaves = (how: "reset" | "close"): Play =>
    play(`client: ${how} in mid-body`, [b, a, b], { ...SOCKET, leave: { bytes: MIDWAY, how } });
  return [
    play("small", [a]),
    play("five, one by one", [a, a, a, a, a], { oneByOne: true }),
    play("five at once", [a, a, a, a, a]),
    play("HEAD and GET", [{ ...a, method: "HEAD" }, a]),
    play("upload", [{ ...a, method: "POST", body: Buffer.alloc(100_000, "u") }]),
    play("error page", [{ target: "/nothing" }]),
    ...slow("three at once", [b, a, b]),
    play("client cancels a stream", [b, { ...b, cancelAfter: MIDWAY }], SOCKET),
    play("client cancels a stream, closed window", [b, { ...b, cancelAfter: MIDWAY / 3 }], WINDOW),
    leaves("reset"),
    leaves("close"),
    ...faults.map((fault) => play(`fault ${fault}`, [a, { target: `/${BIG}/${fault}` }, b], SOCKET)),
    dies("full socket", SOCKET),
    dies("closed window", WINDOW),
  ];
}
