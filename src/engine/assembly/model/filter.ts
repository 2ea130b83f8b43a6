/** Which calls the capture would show if the program made them (core/sockets/filter.ts), as far as the model asks. */
import { CallClass, callAt } from "../calls/call";
import { callCount } from "../calls/define";
import { Effect } from "../calls/effect";
import { only } from "../memory";
import { Basis, isTraced, tracedBasis, tracedVersion } from "./traced-calls";

/** The answers are kept until what was traced changes: a capture that has shown all of its calls costs one comparison. */
@unmanaged
class Filter {
  private version: i32;
  private accepts: bool;
  private closes: bool;

  /** `accept` is in `network`, and not in `desc`. */
  get showsAccept(): bool {
    this.look();
    return this.accepts;
  }

  /** `close` is in `desc`. Without it, the capture does not show that a number changed its meaning. */
  get showsClose(): bool {
    this.look();
    return this.closes;
  }

  private look(): void {
    if (this.version === tracedVersion()) return;
    this.version = tracedVersion();
    this.accepts = shows(Effect.Accept, CallClass.Network);
    this.closes = shows(Effect.Close, CallClass.Desc);
  }
}

export const filter: Filter = only<Filter>();

/** True if the answers depend on whether the call of this index was traced. */
export function isAskedByFilter(index: i32): bool {
  const call = callAt(index);
  return call.effect === Effect.Accept || call.effect === Effect.Close || call.proves !== CallClass.None;
}

/**
 * Whether the capture shows the calls of an effect. If strace got a list of calls, one of them is enough: the author of the list
 * knows which one the program uses. If strace got a list of exceptions, none of them may be in it.
 *
 * @param callClass calls that prove this class prove the same by appearing in the capture, if no list is known
 */
function shows(effect: Effect, callClass: CallClass): bool {
  const basis = tracedBasis();
  for (let index = 0; index < callCount(); index++) {
    const call = callAt(index);
    const isOne = call.effect === effect;
    if (basis === Basis.Excepted) {
      if (isOne && !isTraced(index)) return false;
    } else if (isTraced(index) && (isOne || (basis === Basis.Seen && call.proves === callClass))) return true;
  }
  return basis === Basis.Excepted;
}
