/** Options that change nothing in the model (core/sockets/skips/options.ts). A call passes what it does not know, such as `-X raw`. */
import { byteAt, startsWithShort } from "../bytes";
import { isCapital } from "../char";
import { digits } from "../digits";
import { LineRecord } from "../record";
import { readFd } from "./fds";
import { nextArgument } from "./places";
import { Skip } from "./when";

/** `setsockopt(7<TCP:[...]>, SOL_TCP, TCP_NODELAY, ...`: on a known TCP socket only SO_LINGER matters. */
export function skipSetsockopt(record: LineRecord): Skip {
  if (!readFd(record, record.argumentsStart)) return Skip.Never;
  const decoration = digits.end;
  if (!startsWithShort(decoration, record.end, "<TC")) return Skip.Never;
  const level = nextArgument(decoration, record.end);
  const option = nextArgument(level, record.end);
  if (!isCapital(byteAt(level)) || !isCapital(byteAt(option))) return Skip.Never;
  return startsWithShort(option + "SO_".length, record.end, "LIN") ? Skip.Never : Skip.Always;
}

/** `ioctl(7, FIONBIO, [1])`: only FIOCLEX and FIONCLEX matter, which decide whether an exec closes the fd. */
export function skipIoctl(record: LineRecord): Skip {
  const request = nextArgument(record.argumentsStart, record.end);
  if (!isCapital(byteAt(request))) return Skip.Never;
  const matters = startsWithShort(request, record.end, "FIOC") || startsWithShort(request, record.end, "FIONC");
  return matters ? Skip.Never : Skip.Always;
}

/** `fcntl(7, F_SETFL, O_RDWR|O_NONBLOCK)`: only F_DUPFD, F_DUPFD_CLOEXEC and F_SETFD matter. */
export function skipFcntl(record: LineRecord): Skip {
  const command = nextArgument(record.argumentsStart, record.end);
  const isFlag = startsWithShort(command, record.end, "F_GET") || startsWithShort(command, record.end, "F_SETFL");
  return isFlag ? Skip.Always : Skip.Never;
}
