/** The text that the engine says: the host is told where it begins and ends. */
let start: usize = 0;
let end: usize = 0;

export function textStart(): usize {
  return start;
}

export function textEnd(): usize {
  return end;
}

/** Says a text; an end of 0: there is none. */
export function say(from: usize, to: usize): void {
  start = to === 0 ? 0 : from;
  end = to;
}
