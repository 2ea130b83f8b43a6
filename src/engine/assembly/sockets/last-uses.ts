/** When each live socket was used last, in one block of memory: a search passes over thousands of idle ones without reading them. */
import { createList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { only } from "../memory";
import { Socket } from "./socket";

@unmanaged
class LastUses {
  private sockets: List<Socket>;
  /** The line at the same index. */
  private lines: List<u32>;

  begin(): void {
    this.sockets = createList<Socket>();
    this.lines = createList<u32>();
  }

  add(socket: Socket): void {
    socket.place = this.sockets.length;
    this.sockets.push(socket);
    this.lines.push(socket.lastUse);
  }

  /** The last one takes its place. */
  remove(socket: Socket): void {
    const last = this.sockets.length - 1;
    const moved = this.sockets.at(last);
    moved.place = socket.place;
    this.sockets.put(moved.place, moved);
    this.lines.put(moved.place, this.lines.at(last));
    this.sockets.cut(last);
    this.lines.cut(last);
    if (last === 0) this.releaseRoom();
  }

  private releaseRoom(): void {
    this.sockets.clear();
    this.lines.clear();
  }

  /** A live socket was used, on a line that is no earlier than those before. */
  note(socket: Socket): void {
    this.lines.put(socket.place, socket.lastUse);
  }

  /** Those that were used on a line or later, in the order in which they were opened. The caller destroys the list. */
  since(line: u32): List<Socket> {
    const found = createList<Socket>();
    for (let at = 0; at < this.lines.length; at++) if (this.lines.at(at) >= line) found.push(this.sockets.at(at));
    sortBy<Socket>(found, idOf);
    return found;
  }
}

function idOf(socket: Socket): f64 {
  return <f64>socket.id;
}

export const lastUses: LastUses = only<LastUses>();
lastUses.begin();
