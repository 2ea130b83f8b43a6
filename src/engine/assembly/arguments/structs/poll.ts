/** What poll reported after its result: `poll([{fd=5, events=POLLIN}], 1, 0) = 1 ([{fd=5, revents=POLLIN}])` (core/sockets/handlers/poll.ts). */
import { only } from "../../memory";
import { Ready } from "./ready";

@unmanaged
class PollAnswers {
  /** Of the answer at hand. */
  fd: f64;
  ready: Ready;
  /** True if the program asked whether this fd takes bytes. */
  asksWritable: bool;

  /** Begins with the answers of the current call. False: none of them matters. */
  begin(): bool {
    return false;
  }

  /** Reads the next answer that names an fd. False: there is none. */
  next(): bool {
    return false;
  }
}

export const pollAnswers: PollAnswers = only<PollAnswers>();
