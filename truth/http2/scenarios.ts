import type { Play } from "../framed/framed-server.js";
import { converseHttp2, type Http2Ask, type Http2Manner } from "./client.js";
import { upgradePlay } from "./upgrade.js";

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
    upgradePlay(small, 1000),
    upgradePlay(big, BIG),
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

/** What a gRPC server of `lab/grpc-server.py` is asked. */
export function grpcPlays(): Play[] {
  const call = (name: string): Http2Ask => ({
    ...{ target: `/lab.Lab/${name}`, method: "POST", body: Buffer.from("\0\0\0\0\x05hello") },
    fields: { "content-type": "application/grpc", te: "trailers" },
  });
  const play = (name: string, asks: readonly Http2Ask[], manner: Http2Manner = {}): Play => ({
    name,
    run: ({ address }) => converseHttp2(address as number, asks, manner),
  });
  return [
    play("a call", [call("Echo")]),
    play("three calls at once", [call("Echo"), call("Fail"), call("Echo")]),
    play("a status that is no success", [call("Fail")]),
    play("a method that is not there", [call("Nothing")]),
    play("a stream of messages, full socket", [call("Stream")], SOCKET),
    play("a stream of messages, closed window", [call("Stream")], WINDOW),
    play("client cancels a call", [{ ...call("Stream"), cancelAfter: MIDWAY }, call("Echo")], SOCKET),
    play("client: close in mid-call", [call("Stream")], { ...SOCKET, leave: { bytes: MIDWAY, how: "close" } }),
    {
      name: "killed in mid-call",
      isFatal: true,
      run: ({ address, kill }) =>
        converseHttp2(address as number, [call("Stream")], { ...SOCKET, midway: { bytes: MIDWAY, act: kill } }),
    },
  ];
}
