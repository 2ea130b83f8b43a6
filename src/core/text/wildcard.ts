/**
 * A function that tests whether a text matches a pattern, in which `*` stands for any text, even an empty one. Its time
 * is linear in the text. A regular expression with several stars may take very long, and clients choose the targets.
 */
export function matcher(pattern: string): (text: string) => boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(head) || !text.endsWith(tail)) return false;
    let from = head.length;
    for (const part of rest) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from + tail.length <= text.length;
  };
}
