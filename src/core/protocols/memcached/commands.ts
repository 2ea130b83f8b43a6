import { latin1 } from "../../bytes.js";

const KEY = "[!-~\\x80-\\xff]{1,250}";
const FLAG = "[A-Za-z][!-~]*";
/** Flags, and when the item expires. */
const STORED = "\\d{1,10} -?\\d{1,10}";

/** The commands that a connection may begin with, each in one shape (doc/protocol.txt of memcached). */
const COMMANDS = [
  `gets? ${KEY}(?: ${KEY})*`,
  `gats? -?\\d{1,10} ${KEY}(?: ${KEY})*`,
  `(?:set|add|replace|append|prepend) ${KEY} ${STORED} \\d{1,10}(?: noreply)?`,
  `cas ${KEY} ${STORED} \\d{1,10} \\d{1,20}(?: noreply)?`,
  `mg ${KEY}(?: ${FLAG})*`,
  `ms ${KEY} \\d{1,10}(?: ${FLAG})*`,
];
const WHOLE = new RegExp(`^(?:${COMMANDS.join("|")}) ?$`);
/** The same for a line whose end is not seen: one that goes on after its numbers, or asks for keys. */
const CUT = new RegExp(
  `^(?:gets? ${KEY}(?: ${KEY})* ?|mg ${KEY}(?: ${FLAG})* ?|(?:set|add|replace|append|prepend|cas) ${KEY} ${STORED} [\\d ]*(?:n[oreply]*)?)\r?$`,
);
/** What a request line of HTTP has, in whatever case its method is. */
const HTTP = / HTTP\//i;

/** True if a client begins a connection with this command of the text protocol, as far as it is seen. */
export function isCommand(first: Uint8Array, length: number): boolean {
  const end = first.indexOf(0x0a);
  if (end >= 0) {
    const line = latin1(first, 0, end);
    return line.endsWith("\r") && WHOLE.test(line.slice(0, -1)) && !HTTP.test(line);
  }
  const line = latin1(first);
  return first.length < length && CUT.test(line) && !HTTP.test(line);
}
