/** The options of sockets that matter. */
import { writeLiteral } from "../../bytes";
import { only } from "../../memory";
import { Constant, isConstant } from "../constants";
import { flags } from "../flags";
import { isNumber } from "../integer";
import { firstItem, member } from "../items";
import { argument } from "../list";
import { argumentsHold, mayHoldNumbers } from "../text";
import { integerOf } from "../value";

/** The names of the errors that `-X raw` prints as numbers, for example `[104]`. */
const EPIPE: f64 = 32;
const ECONNRESET: f64 = 104;
const ETIMEDOUT: f64 = 110;
const name: usize = memory.data(16);

/** The error that SO_ERROR reports: `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4])`. */
@unmanaged
class SocketError {
  start: usize;
  /** 0: none was reported, or its number stands for no error that is known. */
  end: usize;

  /** Reads the current call. False: it asks for another option. */
  read(): bool {
    if (!isConstant(argument(2), Constant.SO_ERROR) || !isConstant(argument(1), Constant.SOL_SOCKET)) return false;
    const first = firstItem(argument(3));
    flags.read(first, "");
    this.start = flags.nameStart;
    this.end = flags.nameEnd;
    if (this.end === 0) this.readNumber(integerOf(first));
    return true;
  }

  private readNumber(number: f64): void {
    this.start = name;
    if (number === EPIPE) this.end = writeLiteral(name, "EPIPE");
    else if (number === ECONNRESET) this.end = writeLiteral(name, "ECONNRESET");
    else if (number === ETIMEDOUT) this.end = writeLiteral(name, "ETIMEDOUT");
  }
}

export const socketError: SocketError = only<SocketError>();

/** True for `{l_onoff=1, l_linger=0}`: a close then sends a reset. strace 4 printed the members without `l_`. */
export function isLingerOfNothing(value: usize): bool {
  const isOn = integerOf(memberOf(value, "l_onoff", "onoff"));
  return isNumber(isOn) && isOn !== 0 && integerOf(memberOf(value, "l_linger", "linger")) === 0;
}

/** The member of one of two names. */
function memberOf(struct: usize, own: string, old: string): usize {
  const value = member(struct, own);
  return value === 0 ? member(struct, old) : value;
}

/** True if the current call may be about this option: its text holds the name, or numbers that may stand for it (`-X raw`). */
export function mayHoldOption(option: string): bool {
  return argumentsHold(option) || mayHoldNumbers();
}
