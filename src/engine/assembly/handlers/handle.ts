/** Which handler applies a call (core/sockets/handlers.ts). A call without an effect does not change the model. */
import { Call } from "../calls/call";
import { Effect } from "../calls/effect";
import { Thread } from "../threads/thread";
import { close, closeRange, shutdown } from "./close";
import { accept, bind, connect } from "./connect";
import { sendfile, splice } from "./copy";
import { dup, fcntl } from "./dup";
import { epollCtl, epollWait } from "./epoll";
import { ringEnter, ringSetup } from "./io-uring";
import { ioctl } from "./ioctl";
import { openOther, pipe, socket, socketpair } from "./open";
import { getsockopt, setsockopt } from "./options";
import { poll } from "./poll";
import { clone, exec, exitGroup, pidfdGetfd, pidfdOpen, unshare } from "./process";
import { read } from "./read";
import { write } from "./write";

/** Applies the current call, which a thread made, to the model. `row` is what the table says of it. */
export function handle(thread: Thread, row: Call): void {
  switch (row.effect) {
    case Effect.Accept:
      return accept(thread);
    case Effect.Socket:
      return socket(thread);
    case Effect.Connect:
      return connect(thread);
    case Effect.Bind:
      return bind(thread);
    case Effect.Socketpair:
      return socketpair(thread);
    case Effect.Pipe:
      return pipe(thread);
    case Effect.Open:
    case Effect.MakeFd:
      return openOther(thread);
    case Effect.Write:
      return write(thread, row);
    case Effect.Sendfile:
      return sendfile(thread);
    case Effect.Splice:
      return splice(thread);
    case Effect.Read:
      return read(thread, row);
    case Effect.EpollCtl:
      return epollCtl(thread);
    case Effect.EpollWait:
      return epollWait(thread);
    case Effect.Poll:
      return poll(thread);
    case Effect.Getsockopt:
      return getsockopt(thread);
    case Effect.Setsockopt:
      return setsockopt(thread);
    case Effect.Close:
      return close(thread);
    case Effect.CloseRange:
      return closeRange(thread);
    case Effect.Shutdown:
      return shutdown(thread);
    case Effect.Dup:
      return dup(thread);
    case Effect.Fcntl:
      return fcntl(thread);
    case Effect.Ioctl:
      return ioctl(thread);
    case Effect.Clone:
      return clone(thread);
    case Effect.Exec:
      return exec(thread);
    case Effect.ExitGroup:
      return exitGroup(thread);
    case Effect.Unshare:
      return unshare(thread);
    case Effect.PidfdOpen:
      return pidfdOpen(thread);
    case Effect.PidfdGetfd:
      return pidfdGetfd(thread);
    case Effect.RingSetup:
      return ringSetup(thread);
    case Effect.RingEnter:
      return ringEnter(thread);
  }
}
