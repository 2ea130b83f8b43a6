/**
 * The arguments of the current call, each by the address of its value: a value ends where the comma or the bracket stands that
 * ends it, so its address is enough. 0 is no value: the argument is missing, or nobody can read the arguments.
 */

/** To be called once for each call, before anything is asked of its arguments. */
export function beginArguments(): void {}

/** The value of an argument, without the name that `-N` prints before it. */
export function argument(index: i32): usize {
  return 0;
}

/** The value of the last argument. */
export function lastArgument(): usize {
  return 0;
}
