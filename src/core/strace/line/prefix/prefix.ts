/** The columns that strace prints before a line: pid, SELinux context, times, syscall number, instruction pointer. */
export interface Prefix {
  pid: number | null;
  /** Seconds: since midnight for `-t` and `-tt`, since the epoch for `-ttt`, since the line before for `-r`. */
  time: number;
  /** Which of these `time` is; null when strace printed no time. */
  clock: "day" | "epoch" | "relative" | null;
  /** Index at which the line proper starts, after all columns. */
  offset: number;
  /** Which columns were present: a sum of `PrefixForm`. */
  forms: number;
  /** The thread's command name, `bytes[commStart..commEnd)`. Valid only when `forms` has `PrefixForm.comm`. */
  commStart: number;
  commEnd: number;
  /** The SELinux context, without brackets. Valid only when `forms` has `PrefixForm.securityContext`. */
  contextStart: number;
  contextEnd: number;
}

/** The columns of a prefix, as bits. */
export const PrefixForm = {
  bracketedPid: 1,
  barePid: 2,
  comm: 4,
  timeOfDay: 8,
  epoch: 16,
  relative: 32,
  /** A time with digits after its point: `-tt` rather than `-t`. */
  fraction: 64,
  syscallNumber: 128,
  instructionPointer: 256,
  securityContext: 512,
} as const;

/** A prefix to scan into; one object serves for all lines. */
export function emptyPrefix(): Prefix {
  return {
    pid: null,
    time: 0,
    clock: null,
    offset: 0,
    forms: 0,
    commStart: 0,
    commEnd: 0,
    contextStart: 0,
    contextEnd: 0,
  };
}
