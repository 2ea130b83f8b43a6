/** One way to make an input that may cost more than its length. */
export interface Pattern {
  readonly name: string;
  /** The size to begin with: what a size counts is the pattern's own. */
  readonly from: number;
  /** Makes the capture of this size. */
  readonly text: (size: number) => string;
}

/** A pattern for one command, which may need files that another command makes. */
export interface CommandPattern {
  readonly name: string;
  readonly from: number;
  /** Writes the files of this size into a folder. Returns the arguments, and how many bytes are read. */
  readonly prepare: (size: number, folder: string) => { readonly args: readonly string[]; readonly bytes: number };
}
