import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../../budget.js";
import { fileOfTexts } from "./document-of-text.js";
import { streamsOf } from "./reader.js";

/** What a process does on one of its connections; the bytes are those that it moved. */
type Act =
  | { readonly does: "write" | "read"; readonly bytes: string; readonly shown: number; readonly refused: number }
  | { readonly does: "refused" | "eof" | "shut" };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom("write" as const, "read" as const),
      bytes: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.string({
            unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
            minLength: 1,
            maxLength: 40,
          }),
        },
        { weight: 1, arbitrary: fc.integer({ min: 65_490, max: 140_000 }).map((length) => "a".repeat(length)) },
      ),
      shown: fc.nat({ max: 50 }),
      refused: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ does: "refused" as const }, { does: "eof" as const }, { does: "shut" as const }),
  },
);

interface Connection {
  readonly isAccepted: boolean;
  readonly isSix: boolean;
  readonly acts: readonly Act[];
  readonly isClosed: boolean;
}

const connection: fc.Arbitrary<Connection> = fc.record({
  isAccepted: fc.boolean(),
  isSix: fc.boolean(),
  acts: fc.array(act, { maxLength: 12 }),
  isClosed: fc.boolean(),
});

/** As strace prints bytes inside quotes. */
const quoted = (bytes: string): string =>
  `"${bytes.replace(/["\\]|[^\x20-\x7e]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`)}"`;

/** The lines of several connections, mixed, and the bytes that each side of each sent: NUL for those that are not shown. */
function captureOf(
  connections: readonly Connection[],
  order: readonly number[],
): { text: string; sent: Map<string, string> } {
  const sent = new Map<string, string>();
  const queues = connections.map(({ isAccepted, isSix, acts, isClosed }, index) => {
    const [server, client] = isSix
      ? ["[::1]:80", `[::2]:${5000 + index}`]
      : ["127.0.0.1:80", `10.0.0.1:${5000 + index}`];
    const socket = `${10 + index}<${isSix ? "TCPv6" : "TCP"}:[${server}->${client}]>`;
    const sender = `${isSix ? "0000:0000:0000:0000:0000:0000:0000:0002" : "10.0.0.1"} ${5000 + index}`; // as the reader has it
    const add = (side: string, bytes: string): void =>
      void sent.set(`${sender} ${side}`, (sent.get(`${sender} ${side}`) ?? "") + bytes);
    let [isShut, isOver] = [false, false];
    const lines = acts.flatMap((each) => {
      switch (each.does) {
        case "write":
        case "read": {
          if (each.does === "write" ? isShut : isOver) return [];
          const { bytes } = each;
          const shown = each.shown < bytes.length && bytes.length > 40 ? each.shown : bytes.length;
          const text = quoted(bytes.slice(0, shown)) + (shown < bytes.length ? "..." : "");
          add(each.does, bytes.slice(0, shown) + "\0".repeat(bytes.length - shown));
          const asked = bytes.length + (each.does === "write" && shown < bytes.length ? each.refused : 0);
          return [`${each.does}(${socket}, ${text}, ${asked}) = ${bytes.length}`];
        }
        case "refused":
          return [`write(${socket}, "x", 1) = -1 EAGAIN (Resource temporarily unavailable)`];
        case "eof":
          isOver = true;
          return [`read(${socket}, "", 10) = 0`];
        case "shut":
          isShut = true;
          return [`shutdown(${socket}, SHUT_WR) = 0`];
        default:
          return [];
      }
    });
    const opening = isAccepted ? [`accept4(3, NULL, NULL, 0) = ${socket}`] : [];
    return [...opening, ...lines, ...(isClosed ? [`close(${socket}) = 0`] : [])];
  });
  const mixed: string[] = [];
  for (const turn of [...order, ...queues.flatMap((lines, index) => lines.map(() => index))]) {
    const line = queues[turn % Math.max(1, queues.length)]?.shift();
    if (line !== undefined) mixed.push(`7 ${line}\n`);
  }
  return { text: mixed.join(""), sent };
}

test("whatever happens on connections, a strict reader gets the bytes of each side, by the rules of TCP", () => {
  fc.assert(
    fc.property(
      fc.array(connection, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat({ max: 3 }), { maxLength: 40 }),
      (connections, order) => {
        const { text, sent } = captureOf(connections, order);
        const { packets } = fileOfTexts([text]);
        const streams = streamsOf(packets);
        const read = new Map<string, string>();
        for (const [ends, stream] of streams) {
          const client = ends.split(" <-> ").find((end) => / 5\d{3}$/.test(end)) ?? "";
          for (const [from, bytes] of Object.entries(stream))
            read.set(`${client} ${from === client ? "read" : "write"}`, bytes);
        }
        expect(read).toEqual(sent);
      },
    ),
    budget(150),
  );
});
