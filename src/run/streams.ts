import type { AtEnd } from "./at-end.js";

/** A standard stream that is written to. `isTTY` and `columns` are there if it is a terminal. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Bytes that wait in memory. */
  readonly writableLength?: number;
  /** True if it emits `drain` when none waits any more. */
  readonly writableNeedDrain?: boolean;
}

/** A standard stream that is read. */
export interface InputStream extends AsyncIterable<Buffer> {
  readonly isTTY?: boolean;
}

/** The standard streams of a command: those of the process, or others in their place. */
export interface Streams {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** What a command has for a terminal: the standard streams, and the variables that say what they show. */
export interface Terminal extends Streams {
  /**
   * Read are NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM and COLUMNS, the locale (LC_ALL, LC_CTYPE, LANG), and
   * GITHUB_ACTIONS.
   */
  readonly env: NodeJS.ProcessEnv;
}

/** One run of a command. */
export interface Invocation extends Omit<Terminal, "env"> {
  /** As for a terminal, and as `--color` has it. */
  env: NodeJS.ProcessEnv;
  /** 0 until the command says something else. */
  exitCode: number;
  /** What is to be undone, however the command ends. */
  readonly atEnd: AtEnd;
}
