import type { Judgement } from "../../protocols/judgement.js";
import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const endedAfterPeer = defineRule({
  id: "ended-after-peer",
  level: "note",
  ignoresPlain: true,
  summary: "the peer ended its side, then the program the response",
  message: (judgement) =>
    `the peer had ended its side${onLine(judgement)} before the program ended the response${stillToCome(judgement)}: it may have left, or may have half-closed and still read`,
  why: "a closed tab and a half-close look alike to the server: only the client knows whether it lost anything",
  advice:
    "nothing if clients cancel here; otherwise ask the client, or look for code that takes a half-close for a hang-up",
  matches: ({ about, exchange, peerMayHaveLeft }) =>
    peerMayHaveLeft &&
    (about === "debt" || (exchange?.verdict === "undetermined" && exchange.blindSpots.includes("peer-ended-first"))),
});

function onLine({ peerEnd }: Judgement): string {
  return peerEnd ? ` on line ${peerEnd.line}` : "";
}

/** `, with 900 of 1,000 declared body bytes still to come`, as far as the capture shows it. */
function stillToCome({ exchange, owedBytes }: Judgement): string {
  const { declaredBytes = null, acceptedBytes = null, framing } = exchange?.response ?? {};
  if (declaredBytes !== null) {
    return `, with ${grouped(declaredBytes - (acceptedBytes ?? 0))} of ${grouped(declaredBytes)} declared body bytes still to come`;
  }
  if (owedBytes > 0) return `, with ${grouped(owedBytes)} refused bytes still to come`;
  return framing === "chunked" ? ", with its last chunk still to come" : "";
}
