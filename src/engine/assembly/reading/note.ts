/** Takes note of a line of the capture, whatever becomes of what it says. */
import { LineRecord } from "../record";
import { state } from "./reader-state";
import { noteTime } from "./times";

export function noteLine(record: LineRecord, time: f64): void {
  state.line++;
  state.lastWidth = state.width;
  state.width = widthOf(record);
  state.forms |= record.forms;
  state.lastForms = record.forms;
  noteTime(record, time);
}

export function widthOf(record: LineRecord): i32 {
  return <i32>(record.end - record.start);
}
