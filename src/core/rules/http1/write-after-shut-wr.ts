import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const writeAfterShutWr = defineRule({
  id: "write-after-shut-wr",
  level: "warning",
  ignoresPlain: true,
  summary: "a write behind the program's own shutdown",
  message: ({ owedBytes }) =>
    `the program wrote ${grouped(owedBytes)} bytes after it had shut down its sending side itself (EPIPE)`,
  why: "one part of the program ends the stream while another still has bytes for it: those bytes are lost",
  advice:
    "find who shuts the socket down, and let it wait until the writer is done; this pipe is broken whatever the peer did",
  matches: ({ about }) => about === "late-write",
});
