/** A file that a page was given. */
export interface GivenFile {
  /** Its name, with its folders if a folder was dropped. */
  readonly name: string;
  readonly blob: Blob;
  /** False if it comes from a folder: then it may be something else than strace output. */
  readonly isNamed: boolean;
}

/** What a page has its worker do: analyse files, once, with the compiled engine. */
export interface WorkOfPage {
  readonly kind: "analyze";
  readonly engine: object;
  readonly files: readonly GivenFile[];
}

/** The page has taken a batch of lines. */
export interface BatchTaken {
  readonly kind: "taken";
}

/** What a worker reports: lines of the view stream, how far it is, and how it ends. */
export type FromWorker =
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "progress"; readonly readBytes: number; readonly totalBytes: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };

export type ToWorker = WorkOfPage | BatchTaken;
