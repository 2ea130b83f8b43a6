import type { PathRecord } from "../../records/record.js";

type Undecided = NonNullable<PathRecord["undecided"]>;

/** Why it is not known where bytes were lost first, and what would say it. */
export const UNDECIDED: Readonly<Record<Undecided, { readonly why: string; readonly cure: string }>> = {
  "several-candidates": {
    why: "as much speaks for one exchange as for another",
    cure: "addresses (-yy), whole heads (-s 4096) and targets that differ tell requests apart",
  },
  "upstream-not-seen": {
    why: "the program ended its response and the one that it was receiving, and no capture shows whether the other server had ended that before",
    cure: "record the other server as well, in the same capture (record --also) or in one of its own",
  },
};
