import { forTerminal, visible } from "./escape.js";
import { replaceUtf8 } from "./utf8.js";

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
