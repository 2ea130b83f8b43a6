/**
 * One decoded argument of a syscall, as strace prints it. Strings hold one char per byte (latin1).
 *
 * In an expression (`flags`), `operators[i]` stands before `parts[i]`. It is empty before the first part, and in sets such
 * as `[3 5]`. A trailing operator has no part after it.
 */
export type Value =
  | ({ readonly kind: "integer"; readonly value: number; readonly text: string } & Annotations)
  | ({ readonly kind: "string"; readonly bytes: string; readonly cut: boolean } & Annotations)
  | ({ readonly kind: "symbol"; readonly text: string } & Annotations)
  | { readonly kind: "flags"; readonly parts: readonly Value[]; readonly operators: readonly string[] }
  | { readonly kind: "array"; readonly items: readonly Value[]; readonly cut: boolean; readonly negated: boolean }
  | { readonly kind: "struct"; readonly members: readonly Member[]; readonly cut: boolean }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Value[] }
  | { readonly kind: "named"; readonly name: string; readonly value: Value }
  | { readonly kind: "change"; readonly before: Value; readonly after: Value }
  | { readonly kind: "empty" };

/** What strace adds to a value: what an fd refers to (`-y`), a comment, that the file is deleted. */
export interface Annotations {
  readonly decoration?: string;
  readonly comment?: string;
  /** SELinux context of an fd or path (`--secontext`). */
  readonly context?: string;
  readonly deleted?: boolean;
}

/** A member of a struct. strace prints members of a union, such as `inet_pton(AF_INET6, ...)`, without a name. */
export interface Member {
  readonly name: string | null;
  readonly value: Value;
}

/** The member `name` of a struct, or null if the value is not a struct or lacks it. */
export function member(value: Value | undefined, name: string): Value | null {
  if (value?.kind !== "struct") return null;
  return value.members.find((each) => each.name === name)?.value ?? null;
}

/** The value as an integer, or null. Of a change, such as `128 => 16`, it is the integer after it. */
export function integerOf(value: Value | null | undefined): number | null {
  if (value?.kind === "integer") return value.value;
  if (value?.kind === "change") return integerOf(value.after);
  return null;
}

/** The value without its name: with `-N` strace prints every argument as `name=value`, and for some calls always. */
export function positional(value: Value): Value {
  return value.kind === "named" ? value.value : value;
}

/** The names in a flag expression such as `MSG_PEEK|MSG_DONTWAIT`. */
export function flagNames(value: Value | null | undefined): readonly string[] {
  if (value?.kind === "symbol") return [value.text];
  if (value?.kind === "flags") return value.parts.flatMap(flagNames);
  return [];
}
