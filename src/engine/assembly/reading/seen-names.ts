/** Which calls the capture has shown: the host hears of each once. */
import { MOST_CALLS } from "../calls/call";
import { element } from "../memory";

@unmanaged
class SeenName {
  isSeen: bool;
}

const names: usize = memory.data(MOST_CALLS);

/** True the first time. */
export function isFirstOfName(call: i32): bool {
  const name = element<SeenName>(names, call);
  if (name.isSeen) return false;
  name.isSeen = true;
  return true;
}
