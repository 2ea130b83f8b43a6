/** Short options with a value (`-s 4096`, `-s4096`): the string that strace 6 hands to getopt. */
const VALUED = "abeEIOopPsSuUX";
const FLAGS = "AcCdDfFhiknNqrtTvVwxyYzZ";
/** Long options with a value that may be a word of its own (`--trace network`). The others take one only after `=`. */
const LONG_VALUED = new Set(
  [
    "attach columns const-print-style detach-on env expr interruptible output string-limit summary-sort-by trace-path user",
    "abbrev fault inject kvm raw read reads signal signals status trace verbose write writes",
  ].flatMap((names) => names.split(" ")),
);

/** An option of strace: `-s` and `4096`, `--trace` and `network`. */
export interface StraceOption {
  readonly name: string;
  readonly value: string;
}

/** The options of a command line of strace, as getopt_long reads them, up to the program's name. Null if strace has no such option. */
export function straceOptions(words: readonly string[]): readonly StraceOption[] | null {
  const options: StraceOption[] = [];
  const rest = words.values();
  for (const word of rest) {
    if (!word.startsWith("-") || word === "--") break; // what follows is the program's
    if (word.startsWith("--")) {
      const [, name = "", value] = /^(--[^=]+)(?:=(.*))?$/.exec(word) ?? [];
      const own = value === undefined && LONG_VALUED.has(name.slice(2)) ? rest.next().value : undefined;
      options.push({ name, value: value ?? own ?? "" });
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      const isValued = VALUED.includes(letter);
      if (!isValued && !FLAGS.includes(letter)) return null;
      options.push({ name: `-${letter}`, value: isValued ? word.slice(at + 1) || (rest.next().value ?? "") : "" });
      if (isValued) break;
    }
  }
  return options;
}
