import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const lossHidden = defineRule({
  id: "loss-hidden",
  level: "warning",
  ignoresPlain: true,
  summary: "a whole response in place of a short one",
  message: ({ exchange }) => {
    const { status = null, acceptedBytes = null } = exchange?.response ?? {};
    if (status !== null && status >= 500)
      return `the program answered with status ${status} in place of a response of another server that it did not receive whole`;
    return `the program answered with a whole response of ${grouped(acceptedBytes)} body bytes, and had received a short one from another server`;
  },
  why: "a client after this program cannot know that anything is missing: the response that it gets is well-formed",
  advice:
    "mend the origin that the finding names; and have this program end its own response early, or answer 502, when the other server's is short",
  matches: ({ part }) => part === "hidden",
});
