import { repeat } from "./lines.js";
import type { Pattern } from "./pattern.js";

/** A proxy and its server in one capture: what is asked, over how many kept connections, and how often the server cuts. */
export interface Traffic {
  readonly requests: number;
  readonly connections: number;
  /** So many responses, spread evenly, are cut: the server closes in mid-body. */
  readonly cuts: number;
  /** All requests are for one target, rather than each for its own. */
  readonly isSameTarget?: boolean;
}

const PROXY = 10;
const SERVER = 20;
const FRONT = "127.0.0.1:8080";
const BACK = "127.0.0.1:80";
/** So many requests are under way at a time. */
const AT_A_TIME = 8;
/** Body bytes: those declared, and those sent of a response that is cut. */
const SIZE = 1000;
const PART = 100;
const HEAD = `HTTP/1.1 200 OK\\r\\nContent-Length: ${SIZE}\\r\\n\\r\\n`;
const HEAD_BYTES = 41;

const FIRST_FD = 100;
const LEAST_PORT = 1024;
const PORTS = 64_000;

/** The lines of some requests, which come at the same time. */
export function proxied({ requests, connections, cuts, isSameTarget }: Traffic): string {
  const every = cuts > 0 ? Math.floor(requests / cuts) : 0;
  const isCut = (index: number): boolean => every > 0 && index % every === every - 1 && index < every * cuts;
  const kept = new KeptConnections();
  const target = (index: number): string => (isSameTarget ? "/same" : `/a?id=${index}`);
  const groups = Math.ceil(requests / AT_A_TIME);
  return `${started(PROXY)}${started(SERVER)}${repeat(groups, (group) => {
    const first = group * AT_A_TIME;
    const count = Math.min(AT_A_TIME, requests - first);
    const all = Array.from({ length: count }, (_, at) => {
      const index = first + at;
      return steps({ at, index, target: target(index), isCut: isCut(index), kept, connection: index % connections });
    });
    return repeat(STEPS, (step) => all.map((lines) => lines[step]?.() ?? "").join(""));
  })}`;
}

const started = (pid: number): string =>
  `1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = ${pid}\n`;

/** Which connections to the server are open: a cut closes one, and the next request opens it again, with another port. */
class KeptConnections {
  readonly #ports = new Map<number, number>();
  #opened = 0;

  /** The two ends of a connection, and the lines that open it if it is closed. */
  take(connection: number): { readonly lines: string; readonly up: string; readonly down: string } {
    const known = this.#ports.get(connection);
    const port = known ?? LEAST_PORT + (this.#opened++ % PORTS);
    this.#ports.set(connection, port);
    const address = `127.0.0.2:${port}`;
    const fd = FIRST_FD + connection;
    const up = `${fd}<TCP:[${address}->${BACK}]>`;
    const down = `${fd}<TCP:[${BACK}->${address}]>`;
    const peer = `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16`;
    const lines =
      known === undefined
        ? `${PROXY} connect(${up}, ${peer}) = 0\n${SERVER} accept4(4<TCP:[${BACK}]>, NULL, NULL, 0) = ${down}\n`
        : "";
    return { lines, up, down };
  }

  close(connection: number): void {
    this.#ports.delete(connection);
  }
}

const STEPS = 6;

interface Asked {
  readonly at: number;
  readonly index: number;
  readonly target: string;
  readonly isCut: boolean;
  readonly connection: number;
  readonly kept: KeptConnections;
}

/** What happens to one request, a step after the other. */
function steps({ at, index, target, isCut, connection, kept }: Asked): (() => string)[] {
  const front = `${20 + at}<TCP:[${FRONT}->127.0.0.3:${LEAST_PORT + (index % PORTS)}]>`;
  const request = `GET ${target} HTTP/1.1\\r\\n\\r\\n`;
  const asks = target.length + 17;
  const moves = HEAD_BYTES + (isCut ? PART : SIZE);
  const body = `"${HEAD}"..., `;
  let ends = { up: "", down: "" };
  return [
    () =>
      `${PROXY} accept4(3<TCP:[${FRONT}]>, NULL, NULL, 0) = ${front}\n${PROXY} read(${front}, "${request}", 8192) = ${asks}\n`,
    () => {
      const { lines, ...taken } = kept.take(connection);
      ends = taken;
      return `${lines}${PROXY} write(${ends.up}, "${request}", ${asks}) = ${asks}\n`;
    },
    () => `${SERVER} read(${ends.down}, "${request}", 8192) = ${asks}\n`,
    () => {
      if (isCut) kept.close(connection);
      const closes = isCut ? `${SERVER} close(${ends.down}) = 0\n` : "";
      return `${SERVER} write(${ends.down}, ${body}${moves}) = ${moves}\n${closes}`;
    },
    () => {
      const ended = isCut ? `${PROXY} read(${ends.up}, "", 8192) = 0\n${PROXY} close(${ends.up}) = 0\n` : "";
      return `${PROXY} read(${ends.up}, ${body}8192) = ${moves}\n${PROXY} write(${front}, ${body}${moves}) = ${moves}\n${ended}`;
    },
    () => `${PROXY} close(${front}) = 0\n`,
  ];
}

/** Losses that are linked hop by hop. */
export const pathPatterns: readonly Pattern[] = [
  {
    name: "N kept connections of a proxy, 50 of whose responses are cut",
    from: 100,
    text: (n) => proxied({ requests: 3 * n, connections: n, cuts: 50 }),
  },
  {
    name: "N requests of a proxy for one target, one of 100 is cut",
    from: 200,
    text: (n) => proxied({ requests: n, connections: 16, cuts: Math.ceil(n / 100), isSameTarget: true }),
  },
  {
    name: "N requests of a proxy, each is cut",
    from: 100,
    text: (n) => proxied({ requests: n, connections: 16, cuts: n }),
  },
];
