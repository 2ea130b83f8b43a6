/**
 * Which calls the capture would show if the program made them.
 *
 * Each question is about groups of calls, which are bits here: whether any call of a group was traced, and whether all were, is
 * looked up once, and again only when what was traced changes.
 */
import { callAt } from "../calls/call";
import { Group } from "../calls/call-groups";
import { callCount } from "../calls/define";
import { only } from "../memory";
import { Basis, hasLeftOut, isTraced, LeftOut, tracedBasis, tracedVersion } from "./traced-calls";

@unmanaged
export class Filter {
  private version: i32;
  /** The groups of which a call was traced, and those of which one was not. */
  private any: u32;
  private missing: u32;

  /** True if no call that gives bytes to a socket can be hidden: the classes `desc` and `network` were traced. */
  get showsEveryWrite(): bool {
    if (tracedBasis() === Basis.Excepted) return this.showsAll(Group.Write);
    if (tracedBasis() === Basis.Listed) return this.showsAll(Group.Carrier);
    return this.showsAny(Group.OfAll) || (this.showsAny(Group.OfDesc) && this.showsAny(Group.Network));
  }

  /** True if calls that succeeded are left out (`-Z`, `-P`), so that nothing is known of what a connection carried. */
  get hidesSuccesses(): bool {
    return hasLeftOut(LeftOut.Successful);
  }

  /** True if calls that failed are left out (`-z`): a read or write that met the peer's reset does not show. */
  get hidesFailures(): bool {
    return hasLeftOut(LeftOut.Failed);
  }

  /** True if signals are left out, so that nothing shows that a process was told to end. */
  get hidesSignals(): bool {
    return hasLeftOut(LeftOut.Signals);
  }

  /**
   * False if no call of `desc` was traced: `write`, `writev`, `splice` and `vmsplice` are hidden (`-e trace=network`). A list
   * by hand that holds none of them hides them, whatever else of `desc` it holds.
   */
  get showsDesc(): bool {
    return tracedBasis() === Basis.Listed ? this.showsAny(Group.PlainWrite) : this.tracesDesc;
  }

  private get tracesDesc(): bool {
    return this.showsAny(Group.Desc | Group.OfAll);
  }

  /** True if the capture shows calls that write a single buffer and are in the same class as the call of this index. */
  showsSingle(call: i32): bool {
    const isInNetwork = (callAt(call).groups & Group.Network) !== 0;
    return this.showsEveryWrite || this.showsAny(isInNetwork ? Group.SingleSend : Group.SingleWrite);
  }

  /** `read` and `readv` are in `desc`, and not in `network`. */
  get showsPlainReads(): bool {
    return this.shows(Group.PlainRead, Group.OfDesc);
  }

  /**
   * `accept`, and of `desc` a plain read and `close`: a list by hand that has these, and a `write` of the body, has the
   * program's other writes too.
   */
  get showsPlainCalls(): bool {
    return this.showsAny(Group.Accept) && this.showsAny(Group.PlainRead) && this.showsAny(Group.Close);
  }

  /** Any call that takes bytes from a socket: programs read all of their connections alike. */
  get showsReads(): bool {
    return this.showsAny(Group.Read) || this.showsPlainReads;
  }

  /** `accept` is in `network`, and not in `desc`. */
  get showsAccept(): bool {
    return this.shows(Group.Accept, Group.OfNetwork);
  }

  /** `shutdown` is in `network` too. A capture that shows `accept` would show it. */
  get showsShutdown(): bool {
    return this.shows(Group.Shutdown, 0) || (tracedBasis() === Basis.Seen && this.showsAccept);
  }

  /**
   * A poll reports to the program that the peer is gone, or a read does: a close may be the answer. `-e trace=network`
   * hides polls, so its reads alone are not enough.
   */
  get showsHangups(): bool {
    return this.showsWaits || (this.tracesDesc && this.showsAny(Group.Read));
  }

  /** `epoll_wait`, `poll` and `select` also report that a socket takes bytes again. A list by hand has them or hides them. */
  get showsPolls(): bool {
    return tracedBasis() === Basis.Seen ? this.showsHangups : this.showsWaits;
  }

  /** The polls by which a program waits, and not only reads. */
  get showsWaits(): bool {
    return this.showsAny(Group.Poll) || (tracedBasis() === Basis.Seen && this.showsAny(Group.OfDesc));
  }

  /** `sendfile` and `splice`, which carry what a program does not look at. If no list is known, the one that it uses shows. */
  get showsCopies(): bool {
    return tracedBasis() === Basis.Seen ? this.showsAny(Group.Copy) : this.showsAll(Group.Copy);
  }

  /** `close` is in `desc`. Without it, the capture does not show that a number changed its meaning. */
  get showsClose(): bool {
    return this.shows(Group.Close, Group.OfDesc);
  }

  /**
   * Whether the capture shows the calls of a group. If strace got a list of calls, one of them is enough: the author of the list
   * knows which one the program uses. If strace got a list of exceptions, none of them may be in it.
   *
   * @param witnesses other calls that prove the same by appearing in the capture, if no list is known
   */
  private shows(group: u32, witnesses: u32): bool {
    if (tracedBasis() === Basis.Excepted) return this.showsAll(group);
    return this.showsAny(tracedBasis() === Basis.Seen ? group | witnesses : group);
  }

  private showsAny(groups: u32): bool {
    this.look();
    return (this.any & groups) !== 0;
  }

  private showsAll(group: u32): bool {
    this.look();
    return (this.missing & group) === 0;
  }

  private look(): void {
    if (this.version === tracedVersion()) return;
    this.version = tracedVersion();
    this.any = 0;
    this.missing = 0;
    for (let index = 0; index < callCount(); index++) {
      const groups = callAt(index).groups;
      if (isTraced(index)) this.any |= groups;
      else this.missing |= groups;
    }
  }
}

export const filter: Filter = only<Filter>();

/** True if the answers depend on whether the call of this index was traced. */
export function isAskedByFilter(index: i32): bool {
  return callAt(index).groups !== 0;
}
