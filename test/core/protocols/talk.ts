import fc from "fast-check";
import { bytesOf } from "../../../src/core/bytes.js";
import type { Message } from "../../../src/core/protocols/message.js";
import type { ConversationStart, Protocol, StreamProgress } from "../../../src/core/protocols/protocol.js";
import { type MovedParts, moved } from "./moved.js";

/** A conversation under test. `ended` is what `decided` has heard of. */
interface Talk {
  out(content: string | Uint8Array, parts?: MovedParts): void;
  in(content: string | Uint8Array, parts?: MovedParts): void;
  /** The kernel refused these bytes, which the program wrote. */
  refused(content: string): void;
  miss(): void;
  open(): string[];
  /** The same, as messages. */
  underWay(): readonly Message[];
  progress(): StreamProgress | null;
  readonly ended: string[];
}

/** Begins a conversation; as a server that saw the connection begin, if nothing else is said. */
export function talk(protocol: Protocol, start: Partial<ConversationStart> = {}): Talk {
  const ended: string[] = [];
  const conversation = protocol.begin({
    role: "server",
    isOlder: false,
    upgraded: null,
    decided: (message) => ended.push(inWords(message)),
    ...start,
  });
  return {
    out: (content, parts) => conversation.moved("out", moved(content, parts)),
    in: (content, parts) => conversation.moved("in", moved(content, parts)),
    refused: (content) => conversation.refused?.(moved(content)),
    miss: () => conversation.miss("lines-lost"),
    progress: () => conversation.progress ?? null,
    open: () => conversation.open().map(inWords),
    underWay: () => conversation.open(),
    ended,
  };
}

/** Such as `cut in-frame 3/10 on line 2`. */
function inWords({ end, signs, response, blindSpots, owesNothing }: Message): string {
  const { acceptedBytes = null, declaredBytes = null, line = null } = response ?? {};
  const sizes = response ? [`${acceptedBytes ?? "?"}/${declaredBytes ?? "?"} on line ${line}`] : ["nothing"];
  return [end, ...signs, ...(owesNothing ? ["owes-nothing"] : []), ...sizes, ...blindSpots].join(" ");
}

/** What the first bytes of a connection show, as far as `sniff` gets them. */
export function sniffed(protocol: Protocol, first: string, length = first.length): ReturnType<Protocol["sniff"]> {
  return protocol.sniff(bytesOf(first).subarray(0, 64), length);
}

/** Calls that move a stream: where each of them ends, and how many bytes of it strace shows. */
export const anyCalls = fc.record({
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 300 })), { minLength: 1 }),
  shown: fc.oneof(fc.constantFrom(0, 1, 5, 16, 32), fc.nat(100)),
});

/** The pieces of a stream: the sizes are used in turn until all of it is moved. */
export function pieces<T extends string | Uint8Array>(stream: T, sizes: readonly number[]): T[] {
  const cut: T[] = [];
  for (let at = 0, next = 0; at < stream.length; next++) {
    const size = sizes[next % sizes.length] ?? stream.length;
    cut.push(stream.slice(at, at + size) as T);
    at += size;
  }
  return cut;
}
