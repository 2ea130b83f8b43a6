/** A file that a page was given. */
export interface GivenFile {
  /** Its name, with its folders if a folder was dropped. */
  readonly name: string;
  readonly blob: Blob;
  /** False if it comes from a folder: then it may be something else than strace output. */
  readonly isNamed: boolean;
}

/** What a page asks of its worker. It answers one reading after the other; each has a number. */
export type ToWorker =
  | { readonly kind: "read"; readonly reading: number; readonly engine: object; readonly files: readonly GivenFile[] }
  | { readonly kind: "cancel"; readonly reading: number }
  /** The page has taken a batch of lines. */
  | { readonly kind: "taken"; readonly reading: number };

/** What a worker reports of a reading: lines of the view stream, how far it is, and how it ends. */
export type FromWorker = { readonly reading: number } & (
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "progress"; readonly readBytes: number; readonly totalBytes: number }
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly message: string }
);
