/**
 * Which calls need not be read, because they change nothing in the fd tables (core/sockets/skips/). Some of that depends on
 * what an fd stands for, which only the model knows: the record then says what to ask it.
 */
import { Buffers, Call, callAt } from "../calls/call";
import { Effect } from "../calls/effect";
import { Kind, LineRecord } from "../record";
import { skipClose, skipOpen, skipTransfer } from "./fds";
import { skipFcntl, skipIoctl, skipSetsockopt } from "./options";
import { skipEpollWait, skipPoll } from "./polls";
import { Skip } from "./when";

/** When the call of the record need not be read. Sets the fd of the record, if it depends on one. */
export function skipOf(record: LineRecord): Skip {
  const call = callAt(record.call);
  if (call.effect === Effect.None) return Skip.Always;
  if (record.kind !== Kind.SecondHalf && isTransfer(call)) return skipTransfer(record);
  return record.kind === Kind.FirstHalf ? byBegin(record, call) : byWhole(record, call);
}

/** The calls that move bytes through their first fd and do nothing else: a message can pass fds. */
function isTransfer(call: Call): bool {
  if (call.effect === Effect.Sendfile) return true;
  return (call.effect === Effect.Read || call.effect === Effect.Write) && call.buffers !== Buffers.Message;
}

/** The first arguments show it, so a first half is enough. */
function byBegin(record: LineRecord, call: Call): Skip {
  switch (call.effect) {
    case Effect.Close:
      return skipClose(record, record.argumentsStart);
    case Effect.Setsockopt:
      return skipSetsockopt(record);
    case Effect.Ioctl:
      return skipIoctl(record);
    case Effect.Fcntl:
      return skipFcntl(record);
    default:
      return Skip.Never;
  }
}

/** The end of the line shows it. A second half shows nothing else. */
function byWhole(record: LineRecord, call: Call): Skip {
  switch (call.effect) {
    case Effect.Open:
      return skipOpen(record);
    case Effect.Poll:
      return skipPoll(record);
    case Effect.EpollWait:
      return skipEpollWait(record);
    default:
      return record.kind === Kind.Whole ? byBegin(record, call) : Skip.Never;
  }
}
