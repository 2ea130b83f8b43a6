/** The flags of clone and clone3 (core/sockets/handlers/process.ts). */

/** True if the child shares the fds: by the flags of clone, or by the member of clone3's struct. */
export function sharesFiles(): bool {
  return false;
}
