/** Makes something of each argument, such as a value or its JSON. */
export interface PlainBuilder<T> {
  /** A number or a name, and what strace says of it in `<...>`; `(deleted)` if no folder has it any more. */
  word(text: string, isNumber: boolean, decoration: string | null, isDeleted: boolean): T;
  /** Words with a `|` between each two. */
  flags(words: readonly string[]): T;
  /** @param quoted the text between the quotes, with its escapes */
  string(quoted: string, isCut: boolean): T;
  /** @param isNegated true for `~[HUP]`: all but these */
  array(items: readonly T[], isCut: boolean, isNegated: boolean): T;
  /** `[HUP INT]`: names side by side. */
  set(names: readonly string[], isNegated: boolean): T;
  /** @param names those of the members; a union, such as `inet_pton(...)`, has none */
  struct(names: readonly (string | null)[], members: readonly T[], isCut: boolean): T;
  call(name: string, args: readonly T[]): T;
  /** `[112 => 16]`: what the kernel put in place of a value. */
  change(before: T, after: T): T;
  /** `name=value`, outside of a struct. */
  named(name: string, value: T): T;
}
