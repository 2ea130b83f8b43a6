import { replaceUtf8 } from "./utf8.js";

/**
 * Makes text of a traced program safe for a terminal: whatever is not printable ASCII becomes `\xNN`. No path and no
 * request target can then move the cursor, change colours or forge a line. Nor can it hold `##[command]`, which the
 * runner of GitHub Actions obeys anywhere in a line of its log.
 */
export function forTerminal(text: string): string {
  return text.replace(/[^\x20-\x7e]|(?<=#)#(?=\[)/g, hex);
}

/**
 * Makes text safe for a document that may hold letters of any script. These become `\xNN`: control characters,
 * characters that change the direction of text, line ends, noncharacters and halves of surrogate pairs. The result is
 * one line that every encoding of Unicode can hold, without a `##[command]`.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?<=#)#(?=\[)/gu, hex);
}

/**
 * Makes bytes of a traced program, one character each, safe for a document that may hold letters of any script. UTF-8 becomes its
 * characters. All else that is not ASCII, and characters that would hide or turn other text, become what the terminal shows of them: `\xNN`
 * for each byte (`forTerminal`).
 */
export function visibleBytes(bytes: string): string {
  const ofCharacter = (character: string, itsBytes: string): string =>
    visible(character) === character ? character : forTerminal(itsBytes);
  return visible(replaceUtf8(bytes, ofCharacter, forTerminal));
}

/** The message of a log: one line, and none that is a command. */
export function logLine(message: string): string {
  return withoutCommands(visible(message));
}

/**
 * Makes of lines what is no command to the runner of GitHub Actions. It obeys a line that begins with `::`, also after
 * blanks; a path may begin with it, and a folded line may begin anywhere in a path.
 */
export function withoutCommands(lines: string): string {
  if (!lines.includes("::") && !lines.includes("##[")) return lines; // nearly all, and many times as fast
  return lines.replaceAll("##[", "#\\x23[").replace(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, "$1\\x3a");
}

function hex(char: string): string {
  return `\\x${(char.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`;
}

/** Cuts off a text of this project's own at `width` columns; for rows whose last columns matter least. */
export function cutOff(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3)).trimEnd()}...`;
}

/** Escapes a text for a terminal and shortens it in the middle to at most `width` columns. */
export function clip(text: string, width: number): string {
  const safe = forTerminal(text);
  if (safe.length <= width) return safe;
  const half = Math.max(1, Math.floor((width - 3) / 2));
  return `${safe.slice(0, half)}...${safe.slice(-half)}`;
}
