import type { Play } from "../framed/framed-server.js";
import { converseFastcgi, type FastcgiAsk, type FastcgiManner } from "./client.js";

/** What a FastCGI server can be asked. */
export interface FastcgiFeatures {
  /** The variables that are the server's own. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly keepsAlive?: boolean;
  readonly multiplexes?: boolean;
  /** Ends of a response that the server can be asked for, as the last part of a target. */
  readonly faults?: readonly string[];
  /** Those that end the server itself. */
  readonly fatalFaults?: readonly string[];
  readonly small?: string;
  readonly big?: string;
}

const BIG = 3_000_000;
/** After how many bytes something happens. */
const MIDWAY = 300_000;
const SLOW = { pause: 4, delay: 100 };
const FAULTY = { pause: 4, delay: 60 };

/** Every scenario that a FastCGI server with these features can play. */
export function fastcgiPlays(features: FastcgiFeatures): Play[] {
  const {
    variables = {},
    keepsAlive,
    multiplexes,
    faults = [],
    fatalFaults = [],
    small = "/1000",
    big = `/${BIG}`,
  } = features;
  const variablesOf = ({ target, method = "GET", body }: FastcgiAsk): Record<string, string> => ({
    ...{ REQUEST_METHOD: method, REQUEST_URI: target, PATH_INFO: target, SCRIPT_NAME: "", QUERY_STRING: "" },
    ...{ CONTENT_LENGTH: body ? String(body.length) : "", CONTENT_TYPE: "", SERVER_PROTOCOL: "HTTP/1.1" },
    ...{ SERVER_NAME: "lab", SERVER_PORT: "80", SERVER_ADDR: "127.0.0.1", REMOTE_ADDR: "127.0.0.1", HTTP_HOST: "lab" },
    ...variables,
  });
  const play = (name: string, asks: readonly FastcgiAsk[], manner: FastcgiManner = {}): Play => ({
    name,
    run: ({ address }) => converseFastcgi(address, asks, variablesOf, manner),
  });
  const leaves = (how: "reset" | "close" | "half-close"): Play =>
    play(`client: ${how} in mid-body`, [{ target: big }], { pause: 3, leave: { bytes: MIDWAY, how } });
  return [
    play("small", [{ target: small }]),
    play("slow reader", [{ target: big }], SLOW),
    play("upload", [{ target: small, method: "POST", body: Buffer.alloc(100_000, "u") }]),
    ...(keepsAlive
      ? [play("three on one connection", [{ target: small }, { target: big }, { target: small }], { keepsAlive: true })]
      : []),
    ...(multiplexes
      ? [
          play("three at once on one connection", [{ target: big }, { target: small }, { target: big }], {
            keepsAlive: true,
            multiplexed: true,
            ...SLOW,
          }),
        ]
      : []),
    play("error page", [{ target: "/nothing" }]),
    leaves("reset"),
    leaves("close"),
    leaves("half-close"),
    ...[...faults, ...fatalFaults].map((fault) => ({
      ...play(`fault ${fault}`, [{ target: `${fault === "dies" ? "/20" : `/${BIG}`}/${fault}` }], FAULTY),
      isFatal: fatalFaults.includes(fault),
    })),
    {
      name: "killed in mid-body",
      isFatal: true,
      run: ({ address, kill }) =>
        converseFastcgi(address, [{ target: big }], variablesOf, { ...SLOW, midway: { bytes: MIDWAY, act: kill } }),
    },
  ];
}
