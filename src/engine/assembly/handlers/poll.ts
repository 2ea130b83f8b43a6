/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLHUP}])`. */
import { pollAnswers } from "../arguments/structs/poll";
import { Thread } from "../threads/thread";
import { emitReady } from "./ready";

export function poll(thread: Thread): void {
  if (!pollAnswers.begin()) return;
  while (pollAnswers.next()) {
    const socket = thread.table.socketAt(pollAnswers.fd);
    if (socket) emitReady(socket, pollAnswers.fd, <i32>pollAnswers.ready, "POLLHUP", pollAnswers.asksWritable);
  }
}
