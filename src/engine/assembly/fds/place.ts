/** The place of a number in a tree of fds. */

/** The largest fd that an int can hold; strace prints no larger one, but a line may be damaged. */
const LARGEST: f64 = 0x7fff_ffff;

/** Numbers that no fd can have get places that none has. */
export function placeOfFd(fd: f64): u32 {
  if (fd >= 0 && fd <= LARGEST) return <u32>fd;
  const rest = abs(fd) % (LARGEST + 1);
  return 0x8000_0000 + (rest >= 0 ? <u32>rest : 0);
}
