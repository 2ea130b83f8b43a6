/** What the tests need of the streams of HTTP/1. */
import { defineCalls } from "../../../src/engine/assembly/calls/rows";
import { reserve } from "../../../src/engine/assembly/memory";

export { isTailOpen } from "../../../src/engine/assembly/http1/chunks/open-end";
export { cutHeadOf } from "../../../src/engine/assembly/http1/head/cut-head";
export { roomForElided } from "../../../src/engine/assembly/http1/head/elided-head";
export { createRecognition } from "../../../src/engine/assembly/http1/recognition";
export { createRequestReader } from "../../../src/engine/assembly/http1/request-reader";

reserve(0);
defineCalls();
