import type { Ask, Leaving } from "../client.js";
import type { Play, Stage } from "../framed/framed-server.js";
import { converseTls, type TlsManner } from "./client.js";
import { oddPlays } from "./odd.js";

/** What a server under TLS can be asked. */
export interface TlsFeatures {
  readonly small: Ask;
  readonly big: Ask;
  /** False if it closes after each response. */
  readonly keepsAlive?: boolean;
  /** False if TLS 1.2 is not to be tried. */
  readonly speaks12?: boolean;
  /** Targets with a fault of the server, by what it does. */
  readonly faults?: readonly string[];
}

/** The size of the big body, in bytes: many times what the small socket buffers hold. */
export const BIG = 3_000_000;
/** After how many body bytes something happens. */
const MIDWAY = 300_000;
const SLOW = { pause: 4, delay: 100 };
const CLOSE = "Connection: close";

const play = (name: string, asks: readonly Ask[], manner: TlsManner = {}): Play => ({
  name,
  run: async ({ address }) => [await converseTls(address as number, asks, manner)],
});

const killed = (name: string, asks: readonly Ask[], manner: TlsManner): Play => ({
  name,
  isFatal: true,
  run: async ({ address, kill }: Stage) => {
    const midway = { bytes: MIDWAY, act: once(kill) };
    return [await converseTls(address as number, asks, { ...SLOW, ...manner, midway })];
  },
});

/** Every scenario that a server with these features can play. */
export function tlsPlays({ small, big, keepsAlive = true, speaks12 = true, faults = [] }: TlsFeatures): Play[] {
  const last = (ask: Ask): Ask => ({ ...ask, fields: [...(ask.fields ?? []), CLOSE] });
  const old = { version: "TLSv1.2" } as const;
  const leave = (how: Leaving): TlsManner => ({
    ...{ pause: 3, leave: { after: MIDWAY, how } },
  });
  return [
    play("small", [last(small)]),
    ...(keepsAlive ? [play("three on one connection", [small, small, small])] : []),
    play("slow reader", [last(big)], SLOW),
    eight(last(big)),
    play("client half-closes and reads on", [last(big)], { ...SLOW, halfClose: true }),
    play("client resets in mid-body", [big], leave("reset")),
    play("client closes in mid-body", [big], leave("unread")),
    play("client says close_notify and leaves", [big], leave("notify, then leave")),
    play("client half-closes then leaves", [big], leave("half-close, then leave")),
    ...(speaks12
      ? [play("TLS 1.2 small", [last(small)], old), play("TLS 1.2 slow reader", [last(big)], { ...SLOW, ...old })]
      : []),
    ...faults.map((fault) => play(`fault ${fault}`, [{ target: `/${BIG}/${fault}` }], { pause: 4, delay: 60 })),
    ...(speaks12 && faults.length > 0
      ? faults.map((fault) =>
          play(`TLS 1.2 fault ${fault}`, [{ target: `/${BIG}/${fault}` }], { ...old, pause: 4, delay: 60 }),
        )
      : []),
    ...oddPlays,
    killed("killed in mid-body", [big], {}),
    ...(speaks12 ? [killed("TLS 1.2 killed in mid-body", [big], old)] : []),
  ];
}

function eight(ask: Ask): Play {
  return {
    name: "eight at once",
    run: ({ address }) =>
      Promise.all(Array.from({ length: 8 }, () => converseTls(address as number, [ask], { pause: 1 }))),
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
