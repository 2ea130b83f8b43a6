/** The threads that use each fd table, in the order in which they came. */
import { FdTable } from "../fds/fd-table";
import { create } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, List } from "../heap/list";
import { createMap, destroyMap, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Thread } from "./thread";

@unmanaged
export class Users {
  /** A table without users has no entry. */
  byTable: OrderedMap<OrderedMap<Thread>>;

  /** The thread uses its table from now on. */
  join(thread: Thread): void {
    const key = keyOfObject<FdTable>(thread.table);
    let users: OrderedMap<Thread> | null = this.byTable.get(key);
    if (!users) {
      users = createMap<Thread>();
      this.byTable.set(key, users);
    }
    if (!users.has(keyOfObject<Thread>(thread))) users.set(keyOfObject<Thread>(thread), keep<Thread>(thread));
    thread.table.threads = users.size;
  }

  /** The thread no longer uses its table. */
  leave(thread: Thread): void {
    const table = thread.table;
    const key = keyOfObject<FdTable>(table);
    const users: OrderedMap<Thread> | null = this.byTable.get(key);
    table.threads = 0;
    if (!users) return;
    if (users.delete(keyOfObject<Thread>(thread))) letGo(thread);
    table.threads = users.size;
    if (users.size > 0) return;
    this.byTable.delete(key);
    destroyMap<Thread>(users);
  }

  /** The caller destroys the list. */
  of(table: FdTable): List<Thread> {
    const found = createList<Thread>();
    const users: OrderedMap<Thread> | null = this.byTable.get(keyOfObject<FdTable>(table));
    if (!users) return found;
    for (let i = users.after(-1); i >= 0; i = users.after(i)) found.push(users.valueAt(i));
    return found;
  }
}

/** No thread uses any table. */
export function createUsers(): Users {
  const users = create<Users>();
  users.byTable = createMap<OrderedMap<Thread>>();
  return users;
}
