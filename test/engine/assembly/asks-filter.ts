/** What the tests ask of the filter: the questions of core/sockets/filter.ts, in the order of the test. */
import { filter } from "../../../src/engine/assembly/model/filter";

export { callCount } from "../../../src/engine/assembly/calls/define";
export { setBasis, setLeftOut, setTraced } from "../../../src/engine/assembly/model/traced-calls";

export function answerOfFilter(which: i32): bool {
  switch (which) {
    case 0:
      return filter.showsEveryWrite;
    case 1:
      return filter.hidesSuccesses;
    case 2:
      return filter.hidesFailures;
    case 3:
      return filter.hidesSignals;
    case 4:
      return filter.showsDesc;
    case 5:
      return filter.showsPlainReads;
    case 6:
      return filter.showsPlainCalls;
    case 7:
      return filter.showsReads;
    case 8:
      return filter.showsAccept;
    case 9:
      return filter.showsShutdown;
    case 10:
      return filter.showsHangups;
    case 11:
      return filter.showsPolls;
    case 12:
      return filter.showsWaits;
    case 13:
      return filter.showsCopies;
    default:
      return filter.showsClose;
  }
}

export function showsSingle(call: i32): bool {
  return filter.showsSingle(call);
}
