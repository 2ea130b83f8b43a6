import type { AnalysisRecord } from "../../records/record.js";
import type { StoryRecord } from "../../story/story.js";

/** The first line of a view stream: what a page cannot know from the records. */
export interface ViewHead {
  readonly kind: "view";
  /**
   * A sentence on what follows, if that is what each of several captures says alone, while others are still read. A second head follows, and after
   * it what all say together; stories are not repeated. Left out otherwise.
   */
  readonly alone?: string;
  /** The day on which a capture with times of the day began (`--date`), as `YYYY-MM-DD`; null if it is not known. */
  readonly date: string | null;
}

/** The line before the summary. */
export interface StoriesRecord {
  readonly kind: "stories";
  readonly written: number;
  /** Stories that are not in the stream, because there was no room for them. */
  readonly leftOut: number;
  /** False if the records came without calls, as from `merge`: then there are no stories at all. */
  readonly hasCalls: boolean;
}

/** A line of a view stream: JSON that the viewer of src/page takes. */
export type ViewLine = ViewHead | AnalysisRecord | StoryRecord | StoriesRecord;
