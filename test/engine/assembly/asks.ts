/** What the tests of calls, arguments, buffers and decorations need of the engine. */
import { groupCalls } from "../../../src/engine/assembly/calls/call-groups";
import { defineCalls } from "../../../src/engine/assembly/calls/rows";
import { reserve } from "../../../src/engine/assembly/memory";

export { roomForCanonical } from "../../../src/engine/assembly/arguments/canonical";
export { currentCall } from "../../../src/engine/assembly/call/current-call";
export { roomForCall } from "../../../src/engine/assembly/call/room";
export { indexOfCall } from "../../../src/engine/assembly/calls/names";
export * from "./asks-buffers";
export * from "./asks-filter";
export * from "./asks-http";
export * from "./asks-structs";
export * from "./asks-values";
export { textEnd, textStart } from "./said";

reserve(0);
defineCalls();
groupCalls();
