/** What the tests need of the streams of HTTP/1. */
import { reserve } from "../../../src/engine/assembly/memory";

export { roomForElided } from "../../../src/engine/assembly/http1/head/elided-head";
export { bytesInUse, lineEnds, scratch } from "./results";
export { answer, clearLog, logLength, logStart, setMethod } from "./stream-log";
export * from "./stream-parsers";
export * from "./stream-parts";
export * from "./stream-texts";

reserve(0);
