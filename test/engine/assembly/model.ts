/** What tests need of the fd tables, the threads and the sockets. */

export * from "./heap";
export { bytesInUse, lineEnds, resultAt, resultCount, scratch } from "./results";
export * from "./sockets";
export * from "./tables";
export * from "./threads";
