/** The largest fd that an int can hold; strace prints no larger one, but a line may be damaged. */
const LARGEST = 0x7fff_ffff;

/** The place of a number in a tree of fds: numbers that no fd can have get places that none has. */
export function placeOfFd(fd: number): number {
  return fd >= 0 && fd <= LARGEST ? fd : (LARGEST + 1 + (Math.abs(fd) % (LARGEST + 1) || 0)) >>> 0;
}
