import { fdAt, type Syscall } from "../../../src/core/strace/call/syscall.js";
import { isGarbled, isInjected } from "../../../src/core/strace/line/result/result.js";
import { ask, isIt, numberFrom, tell, textFrom, withText } from "./asker.js";
import { addressIn } from "./by-grammar/address.js";
import { decorationAfter, isBrokenName, isDamaged, readDecoration } from "./by-grammar/decoration.js";
import { equal } from "./equal.js";

/** In the order of the engine (src/engine/assembly/sockets/kinds.ts, decorations/endpoints.ts). */
const TRANSPORTS = ["tcp", "unix", "unknown"];
const NAMED = ["nothing", "other", "socket"];

/** What the engine says of a call's texts, address and result is what TypeScript says. */
export function sameAnswers(call: Syscall): void {
  tell(call);
  const { argumentsText: text, result } = call;
  equal(numberFrom("firstFd"), call.fd, "fd");
  sameTexts(text);
  sameAddress(call);
  equal(isIt("hasReturned"), !isGarbled(result) && (result.value !== null || result.error !== null), "returned");
  equal(isIt("isGarbled"), isGarbled(result), "garbled");
  equal(isIt("isInjected"), isInjected(result), "injected");
  sameDecoration(result.decoration);
  sameDecorated(text);
}

/** What the engine looks for in the text of the arguments, as regular expressions. */
function sameTexts(text: string): void {
  const parts = [
    text.includes("MSG_TRUNC"),
    text.slice(-80).includes("MSG_MORE"),
    text.endsWith(", SHUT_WR"),
    text.includes("SO_ERROR") || /, (?:0x)?\d+(?: |,)/.test(text.slice(0, 200)),
    text.includes("CLEX"),
  ];
  for (const [which, part] of parts.entries()) equal(isIt("holdsPart", which), part, `part ${which}`);
  equal(isIt("mayHoldHighBits"), /0x[0-9a-f]{5}/.test(text.slice(text.lastIndexOf('"') + 1)), "high bits");
  const last = text.slice(text.lastIndexOf(" ") + 1);
  if (last.length < 20) equal(numberFrom("lastNumber"), /^\d+$/.test(last) ? Number(last) : null, "last number");
}

function sameAddress(call: Syscall): void {
  const address = addressIn(call);
  const transport = ask("sayAddress");
  equal(TRANSPORTS[transport] ?? null, address?.transport ?? null, "transport");
  const text = ask("textEnd") === 0 ? null : textFrom("sayAddress");
  equal(text, address?.address ?? null, "address");
}

/** A text that begins with an fd. */
export function sameDecorated(text: string): void {
  withText(text, (start, end) => {
    equal(numberFrom("fdAt", start, end), fdAt(text), "fd at");
    equal(textFrom("sayDecorationAfter", start, end), decorationAfter(text), "decoration after");
  });
  sameDecoration(decorationAfter(text));
}

/** The text of a decoration. */
export function sameDecoration(text: string | null): void {
  const named = readDecoration(text);
  const endpoints = named === "other" ? null : named;
  const kind = named === "other" ? "other" : named === null ? "nothing" : "socket";
  withText(text ?? "", (start, end) => {
    const stop = text === null ? 0 : end;
    equal(NAMED[ask("readEndpoints", start, stop)], kind, "named");
    equal(isIt("isBrokenName", start, stop), isBrokenName(text), "broken");
    if (endpoints === null) return;
    equal(TRANSPORTS[ask("transport")], endpoints.transport, "transport");
    equal(textFrom("sayLocal"), endpoints.local, "local");
    equal(textFrom("sayPeer"), endpoints.peer, "peer");
    equal(textFrom("sayIdentity"), endpoints.identity, "identity");
    equal(isIt("isDamaged"), isDamaged(endpoints), "damaged");
  });
}
