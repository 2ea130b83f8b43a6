// What happens to captures between strace and a reader, and what an attacker would write into one.

/** Numbers from 0 to 1 that are the same for the same seed and index (mulberry32). */
export function generator(seed, index) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Text that means something to strace's readers, to HTTP, or to whoever shows a document. */
const TOKENS = [
  ...[" <unfinished ...>", "<... write resumed>", ") = ", " = -1 EAGAIN", "[pid 99] ", "+++ exited with 0 +++", "..."],
  ...[
    '"',
    "\\",
    "<",
    ">",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\0",
    "\x1b[31m",
    "\r",
    "\r\n",
    "\t",
    "\u00ff",
    "]]>",
    "::error::",
  ],
  ...[
    "HTTP/1.1 200 OK\\r\\n",
    "Content-Length: 99999999999999999999\\r\\n",
    "Transfer-Encoding: chunked\\r\\n",
    "0\\r\\n\\r\\n",
  ],
  ...[
    "close(7) = 0\n",
    "shutdown(7, SHUT_WR) = 0\n",
    "strace: Process 7 attached\n",
    "-1",
    "18446744073709551615",
    "0x7f",
    "e9",
  ],
];

const MUTATIONS = [
  (text, { at }) => text.slice(0, at(text)),
  (text, { at }) => text.slice(at(text)),
  (text, { at, byte }) => splice(text, at(text), 1, byte()),
  (text, { at, token }) => splice(text, at(text), 0, token()),
  (text, { at, size }) => splice(text, at(text), size(), ""),
  (text, { at, size }) => {
    const from = at(text);
    return splice(text, from, 0, text.slice(from, from + size()));
  },
  (text, { at, other }) => text.slice(0, at(text)) + other.slice(at(other)),
  (text, { lines }) => lines(text, (all, a, b) => ([all[a], all[b]] = [all[b], all[a]])),
  (text, { lines }) => lines(text, (all, a) => all.splice(a, 1)),
  (text, { lines }) => lines(text, (all, a, b) => all.splice(a, 0, all[b])),
  (text, { lines }) => lines(text, (all, a) => all.splice(a, 2, `${all[a]}${all[a + 1] ?? ""}`)),
  (text, { lines, size }) => lines(text, (all, a) => all.splice(a, 1, ...cut(all[a], size()))),
  (text, { other }) => interleave(text, other),
  (text, { number }) =>
    text.replace(/\d+/g, (digits) => (number() < 0.05 ? String(Math.floor(number() * 1e6)) : digits)),
];

/** One to five changes to `text`; `other` is what may be joined to it. */
export function mutate(text, other, random) {
  const whole = (most) => Math.floor(random() * most);
  const tools = {
    other,
    at: (within) => whole(within.length + 1),
    byte: () => String.fromCharCode(whole(256)),
    token: () => TOKENS[whole(TOKENS.length)],
    size: () => 1 + whole(80),
    number: random,
    lines: (within, change) => {
      const all = within.split("\n");
      change(all, whole(all.length), whole(all.length));
      return all.join("\n");
    },
  };
  let changed = text;
  for (let left = 1 + whole(5); left > 0; left--) changed = MUTATIONS[whole(MUTATIONS.length)](changed, tools);
  return changed;
}

function splice(text, at, length, put) {
  return text.slice(0, at) + put + text.slice(at + length);
}

function cut(line, size) {
  return [line.slice(0, size), line.slice(size)];
}

function interleave(text, other) {
  const [a, b] = [text.split("\n"), other.split("\n")];
  return a.flatMap((line, index) => (b[index] === undefined ? [line] : [line, b[index]])).join("\n");
}
