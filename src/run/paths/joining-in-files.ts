import type { HeldRecords, JoiningPlace } from "../../core/joining/joining-place.js";
import { LinkedRecords } from "../../core/joining/linked-records.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { RecordFile, replay } from "../check/record-file.js";
import { KeptPaths } from "./kept-paths.js";

/** What joins the paths of several captures; both paths and records wait in files without a name. */
export function linkedInFiles(output: RecordSink, tellsPathsFirst = false): LinkedRecords {
  const place: JoiningPlace = { paths: new KeptPaths(), makeHeld: (needs) => new HeldInFile(needs) };
  return new LinkedRecords(output, place, tellsPathsFirst);
}

class HeldInFile extends RecordFile implements HeldRecords {
  async replay(output: RecordSink, caughtUp: () => Promise<void>): Promise<void> {
    this.flush();
    try {
      await replay(this.fd, output, { recorded: 0, capture: 0, caughtUp });
    } catch (error) {
      this.close();
      throw error;
    }
  }
}
