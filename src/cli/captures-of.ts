/** The captures that an argument of the command line names. */
export function capturesOf(argument: string): string[] {
  return [argument];
}
