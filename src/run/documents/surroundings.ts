import type { Page } from "../../core/text/page.js";
import type { AtEnd } from "../at-end.js";
import type { OutputStream } from "../streams.js";

/** A bar that is drawn while captures are read. */
export interface Progress {
  /** Takes it off the terminal, before other text is printed there. */
  clear(): void;
}

/** What surrounds the documents of a run. The command line hands it in: it alone knows its streams. */
export interface Surroundings {
  /** Documents without a file are printed here. */
  readonly documents: OutputStream;
  /** Warnings are printed here. */
  readonly warnings: OutputStream;
  /** Columns and colours of `documents`. */
  readonly page: Page;
  /** Null if none is drawn. */
  readonly progress: Progress | null;
  /** True in a job of GitHub Actions, whose runner obeys commands in what is printed. */
  readonly isGithubJob: boolean;
  /** Takes away what is half-written when the command ends. */
  readonly atEnd: AtEnd;
}
