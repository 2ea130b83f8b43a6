import fc from "fast-check";
import { test } from "vitest";
import { chunkSizeOf, hiddenEndOf, knownOfCrlf } from "../../../src/core/protocols/http1/chunks/hidden-chunks.js";
import { POSSIBLE_END } from "../../../src/core/protocols/http1/chunks/open-end.js";
import { closesAfter } from "../../../src/core/protocols/http1/head/connection-field.js";
import { shownOfElided } from "../../../src/core/protocols/http1/head/elided-head.js";
import { type Framing, requestFraming, responseFraming } from "../../../src/core/protocols/http1/head/framing.js";
import {
  endOfHead,
  mayStartRequest,
  mayStartResponse,
  parseRequestHead,
  parseResponseHead,
  statusOf,
} from "../../../src/core/protocols/http1/head/head.js";
import {
  asksOtherScheme,
  isResponse,
  isTlsRecord,
  protocolOf,
  proxyHeaderLength,
} from "../../../src/core/protocols/http1/sniffer.js";
import { uwsgiRequest } from "../../../src/core/protocols/http1/uwsgi.js";
import { budget } from "../../budget.js";
import { FRAMINGS } from "./both-parsers.js";
import { PROTOCOLS } from "./both-readers.js";
import { openings } from "./draw-openings.js";
import { chunkTexts, heads } from "./draw-texts.js";
import { NumberLog, sameLog } from "./same-log.js";
import { StreamsEngine } from "./streams-engine.js";

const engine = new StreamsEngine();
const methods = fc.constantFrom("", "GET", "HEAD", "CONNECT", "HEADS");
const orNone = (number: number | null): number => number ?? -1;

/** The engine and the core write the same. */
function same(what: string, write: (log: NumberLog) => void): void {
  const log = new NumberLog();
  write(log);
  sameLog(engine.takeLog(), log.numbers, what);
}

function writeFraming(log: NumberLog, framing: Framing): void {
  log.write(FRAMINGS.indexOf(framing.kind), framing.kind === "content-length" ? framing.length : 0);
}

test("the first bytes of a connection are the same protocol", () => {
  fc.assert(
    fc.property(openings, fc.nat(20), fc.nat(60), (all, from, length) => {
      const text = all.slice(from > 10 ? 0 : from, from % 2 ? length : undefined);
      engine.call("sniff", ...engine.write(text), length);
      same("sniffed", (log) => {
        const protocol = protocolOf(text);
        log.write(protocol === null ? -1 : PROTOCOLS.indexOf(protocol), proxyHeaderLength(text), asksOtherScheme(text));
        log.write(isResponse(text), isTlsRecord(text, length), mayStartRequest(text, 0), mayStartResponse(text, 0));
        const asked = uwsgiRequest(text);
        log.write(asked !== null);
        if (asked) log.writeText(asked.method);
        if (asked) log.writeText(asked.target);
      });
    }),
    budget(5_000),
  );
});

test("the head of a response says the same, read in one pass and in two", () => {
  fc.assert(
    fc.property(heads, methods, (text, method) => {
      engine.call("readResponseHead", ...engine.write(text, method));
      const end = endOfHead(text);
      const head = parseResponseHead(end < 0 ? text : text.slice(0, end));
      same("a response's head", (log) => {
        log.write(end, orNone(statusOf(text)));
        for (let pass = 0; pass < 2; pass++) {
          if (pass === 0) log.write(end);
          log.write(head ? head.status : -1);
          if (!head) continue;
          log.write(head.minor);
          writeFraming(log, responseFraming(head, method || null));
          log.write(closesAfter(head), /^h2c$/i.test(head.fields.upgrade[0] ?? ""));
        }
      });
    }),
    budget(4_000),
  );
});

test("the head of a request says the same", () => {
  fc.assert(
    fc.property(heads, (text) => {
      engine.call("readRequestHead", ...engine.write(text));
      const head = parseRequestHead(text);
      same("a request's head", (log) => {
        if (!head) {
          log.write(-1);
          return;
        }
        log.writeText(head.method);
        log.writeText(head.target);
        writeFraming(log, requestFraming(head));
        log.write(/^100-continue$/i.test(head.fields.expect[0] ?? ""));
      });
    }),
    budget(3_000),
  );
});

const HIDDEN_ENDS = [null, "last-chunk", "unfinished-size"];

test("what stands in the place of a chunk's size or end is read the same", () => {
  fc.assert(
    fc.property(chunkTexts, fc.nat(9), (text, hidden) => {
      engine.call("readChunkText", ...engine.write(text), hidden);
      same("a chunk's text", (log) => {
        log.write(orNone(chunkSizeOf(text)), knownOfCrlf(text, hidden));
        for (const due of ["trailers", "chunk-size"]) log.write(HIDDEN_ENDS.indexOf(hiddenEndOf(due, text, hidden)));
        log.write(POSSIBLE_END.test(text));
      });
    }),
    budget(6_000),
  );
});

test("each head of which a person left something out has a mark", () => {
  const marks = fc.constantFrom("...", "<snip>", "\xe2\x80\xa6", "[Cut]", "(headers OMITTED)", "x...", "no");
  fc.assert(
    fc.property(heads, marks, fc.nat(), fc.boolean(), (head, mark, at, isShort) => {
      const place = at % (head.length + 1);
      const text = head.slice(0, place) + mark + head.slice(place);
      const mayBeElided = engine.call("mayBeElided", ...engine.write(text)) !== 0;
      if (!mayBeElided && shownOfElided(text, isShort) !== null)
        throw new Error(`no mark is seen in ${JSON.stringify(text)}`);
    }),
    budget(2_000),
  );
});
