import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const passedOnShort = defineRule({
  id: "passed-on-short",
  level: "note",
  ignoresPlain: true,
  summary: "a short response of another server, passed on",
  message: ({ about, exchange }) => {
    if (about === "unanswered")
      return "the program left a request unanswered, and had received no whole response itself";
    const { declaredBytes = null, acceptedBytes = null, isAtMost = false } = exchange?.response ?? {};
    const sent = `${isAtMost ? "at most " : ""}${grouped(acceptedBytes)}`;
    const of = declaredBytes === null ? "" : ` of ${grouped(declaredBytes)}`;
    return `the program passed on a response that it had received short: ${sent}${of} body bytes`;
  },
  why: "the bytes were lost before they came to this program, so nothing in it is to be mended",
  advice: "look at the exchange that the finding names as its origin: there bytes were lost first",
  matches: ({ part }) => part === "passed-on",
});
