import type { PathRecord } from "../../records/record.js";

type Undecided = NonNullable<PathRecord["undecided"]>;

/** Why it is not known where bytes were lost first, and what would say it. */
export const UNDECIDED: Readonly<Record<Undecided, { readonly why: string; readonly cure: string }>> = {
  "asked-encrypted": {
    why: "the program may have received the response over TLS, and no capture shows how long that was",
    cure: "record the other server as well, in the same capture (record --also) or in one of its own",
  },
  "asked-not-known": {
    why: "the program asked other servers meanwhile, and no capture shows which of these exchanges belongs to this one",
    cure: "whole heads (-s 4096) and addresses (-yy) show it",
  },
  "client-may-have-left": {
    why: "a client that had asked for the same left before bytes were lost, and may be the one of this connection",
    cure: "addresses (-yy) show who was at the other end",
  },
  "several-candidates": {
    why: "as much speaks for one exchange as for another",
    cure: "addresses (-yy), whole heads (-s 4096) and targets that differ tell requests apart",
  },
  "upstream-not-seen": {
    why: "the program ended its response and the one that it was receiving, and no capture shows whether the other server had ended that before",
    cure: "record the other server as well, in the same capture (record --also) or in one of its own",
  },
};
