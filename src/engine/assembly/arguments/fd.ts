/** The fd that a text begins with (core/strace/call/syscall.ts, `fdAt`; core/sockets/decoration.ts, `decorationAfter`). */
import { Span } from "../call/span";
import { only } from "../memory";
import { NO_NUMBER } from "./integer";

/** The first argument of the current call as a number, or NO_NUMBER. `-N` prints `fd=7`. */
export function firstFd(): f64 {
  return NO_NUMBER;
}

/** The number that p..end begins with, or NO_NUMBER. */
export function fdAt(p: usize, end: usize): f64 {
  return NO_NUMBER;
}

/** The decoration that was read last, without its angle brackets. */
export const decoration: Span = only<Span>();

/** Reads the decoration after the fd that p..end begins with. False: there is none. */
export function readDecorationAfter(p: usize, end: usize): bool {
  decoration.clear();
  return false;
}
