/** The threads that use each fd table (core/sockets/threads.ts). */
import { FdTable } from "../fds/fd-table";
import { createList, List } from "../heap/list";
import { createMap, destroyMap, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Thread } from "./thread";
