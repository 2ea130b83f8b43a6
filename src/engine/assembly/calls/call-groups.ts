/** The groups of calls that the filter asks about: each is a bit. */
import { Buffers, Call, CallClass, callAt } from "./call";
import { callCount } from "./define";
import { Effect } from "./effect";

export enum Group {
  PlainRead = 1 << 0,
  Read = 1 << 1,
  Accept = 1 << 2,
  Close = 1 << 3,
  Shutdown = 1 << 4,
  Poll = 1 << 5,
  Write = 1 << 6,
  Copy = 1 << 7,
  /** The calls by which servers give bytes to a socket. A list by hand rarely has all of them. */
  Carrier = 1 << 8,
  /** The calls that a filter by the class `network` alone does not show. */
  Desc = 1 << 9,
  /**
   * Calls that appear in a capture only if their whole class was traced, or every call: they are in no other class, and carry no
   * bytes, so people do not list them by hand.
   */
  OfNetwork = 1 << 10,
  OfDesc = 1 << 11,
  OfAll = 1 << 12,
  Network = 1 << 13,
  SingleSend = 1 << 14,
  SingleWrite = 1 << 15,
  PlainWrite = 1 << 16,
}

/** Finds the groups of each call, once they all are defined: the filter looks at all calls whenever a capture shows a new one. */
export function groupCalls(): void {
  for (let index = 0; index < callCount(); index++) {
    const call = callAt(index);
    call.groups = groupsOf(call);
  }
}

/** The groups of a call that the filter asks about; 0: none. */
function groupsOf(call: Call): u32 {
  return groupsByEffect(call) | groupsByClass(call) | groupsByName(call);
}

function groupsByEffect(call: Call): u32 {
  switch (call.effect) {
    case Effect.Read:
      return call.isNetwork ? Group.Read : Group.Read | Group.PlainRead;
    case Effect.Accept:
      return Group.Accept;
    case Effect.Close:
      return Group.Close;
    case Effect.Shutdown:
      return Group.Shutdown;
    case Effect.Write:
      return call.buffers === Buffers.Single ? Group.Write | single(call) : Group.Write;
    case Effect.Sendfile:
    case Effect.Splice:
      return Group.Write;
    default:
      return 0;
  }
}

/** The group of a call that writes a single buffer. */
function single(call: Call): u32 {
  return call.isNetworkAlone ? Group.SingleSend : Group.SingleWrite;
}

function groupsByClass(call: Call): u32 {
  let groups: u32 = 0;
  if (call.waitsForEvents) groups |= Group.Poll;
  if (call.isDescAlone) groups |= Group.Desc;
  if (call.isNetworkAlone) groups |= Group.Network;
  if (call.proves === CallClass.Network) groups |= Group.OfNetwork;
  else if (call.proves === CallClass.Desc) groups |= Group.OfDesc;
  else if (call.proves === CallClass.Every) groups |= Group.OfAll;
  return groups;
}

function groupsByName(call: Call): u32 {
  if (call.isNamed("write") || call.isNamed("writev")) return Group.Carrier | Group.PlainWrite;
  if (call.isNamed("splice")) return Group.Carrier | Group.PlainWrite | Group.Copy;
  if (call.isNamed("sendfile")) return Group.Carrier | Group.Copy;
  if (call.isNamed("sendto") || call.isNamed("sendmsg")) return Group.Carrier;
  return call.isNamed("vmsplice") ? Group.PlainWrite : 0;
}
