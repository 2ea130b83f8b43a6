/** The fds that a message passes: `{msg_control=[{cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]}`. */
import { byteAt } from "../../bytes";
import { Char } from "../../char";
import { only } from "../../memory";
import { Constant, isConstant } from "../constants";
import { endOfDecoration } from "../decoration";
import { textEnd } from "../elements";
import { integer, isNumber } from "../integer";
import { firstItem, member, nextItem } from "../items";
import { argument } from "../list";
import { argumentsHold } from "../text";
import { integerOf, isInteger } from "../value";

@unmanaged
class PassedFds {
  /** Of the fd at hand. */
  fd: f64;
  /** 0: strace printed none. */
  decorationStart: usize;
  decorationEnd: usize;
  /** The next control message, and the next fd of the one at hand; 0: there is none. */
  private message: usize;
  private item: usize;

  /** Begins with the fds of the current call's message. */
  begin(): void {
    this.item = 0;
    this.message = argumentsHold("cmsg_data") ? firstItem(member(argument(1), "msg_control")) : 0;
  }

  /** Reads the next fd. False: there is none. */
  next(): bool {
    while (this.item !== 0 || this.message !== 0) {
      if (this.item === 0) this.beginMessage();
      else {
        const item = this.item;
        this.item = nextItem(item);
        if (this.read(item)) return true;
      }
    }
    return false;
  }

  private beginMessage(): void {
    const isRights = isConstant(member(this.message, "cmsg_type"), Constant.SCM_RIGHTS);
    this.item = isRights ? firstItem(member(this.message, "cmsg_data")) : 0;
    this.message = nextItem(this.message);
  }

  private read(item: usize): bool {
    this.fd = integerOf(item);
    if (!isNumber(this.fd)) return false;
    const isDecorated = isInteger(item) && byteAt(integer.end) === Char.Less;
    this.decorationStart = isDecorated ? integer.end + 1 : 0;
    this.decorationEnd = isDecorated ? endOfDecoration(integer.end, textEnd()) - 1 : 0;
    return true;
  }
}

export const passedFds: PassedFds = only<PassedFds>();
