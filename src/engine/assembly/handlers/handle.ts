/** Which handler applies a call. A call without an effect does not change the model. */
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
      accept(thread, row);
      break;
    case Effect.Socket:
      socket(thread);
      break;
    case Effect.Connect:
      connect(thread);
      break;
    case Effect.Bind:
      bind(thread);
      break;
    case Effect.Socketpair:
      socketpair(thread);
      break;
    case Effect.Pipe:
      pipe(thread);
      break;
    case Effect.Open:
    case Effect.MakeFd:
      openOther(thread);
      break;
    case Effect.Write:
      write(thread, row);
      break;
    case Effect.Sendfile:
      sendfile(thread);
      break;
    case Effect.Splice:
      splice(thread);
      break;
    case Effect.Read:
      read(thread, row);
      break;
    case Effect.EpollCtl:
      epollCtl(thread);
      break;
    case Effect.EpollWait:
      epollWait(thread);
      break;
    case Effect.Poll:
      poll(thread);
      break;
    case Effect.Getsockopt:
      getsockopt(thread);
      break;
    case Effect.Setsockopt:
      setsockopt(thread);
      break;
    case Effect.Close:
      close(thread);
      break;
    case Effect.CloseRange:
      closeRange(thread);
      break;
    case Effect.Shutdown:
      shutdown(thread);
      break;
    case Effect.Dup:
      dup(thread, row);
      break;
    case Effect.Fcntl:
      fcntl(thread);
      break;
    case Effect.Ioctl:
      ioctl(thread);
      break;
    case Effect.Clone:
      clone(thread);
      break;
    case Effect.Exec:
      exec(thread);
      break;
    case Effect.ExitGroup:
      exitGroup(thread);
      break;
    case Effect.Unshare:
      unshare(thread);
      break;
    case Effect.PidfdOpen:
      pidfdOpen(thread);
      break;
    case Effect.PidfdGetfd:
      pidfdGetfd(thread);
      break;
    case Effect.RingSetup:
      ringSetup(thread);
      break;
    case Effect.RingEnter:
      ringEnter(thread);
      break;
  }
}
