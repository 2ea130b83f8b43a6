/**
 * A test for texts like the pattern, in which `*` stands for any text, none as well. Its time grows with the text alone:
 * targets are what a client likes to send, and a regular expression with several stars may take them hard.
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
