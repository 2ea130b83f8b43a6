/** Lines of strace output, as the patterns need them: one server, traced with -f. */

/** The text of `count` lines. */
export function repeat(count: number, line: (index: number) => string): string {
  let text = "";
  for (let index = 0; index < count; index++) text += line(index);
  return text;
}

export function accepted(fd: number, pid = 1): string {
  return `${pid} accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}\n`;
}

/** `count` sockets, from fd 10 on. */
export function sockets(count: number, pid = 1): string {
  return repeat(count, (index) => accepted(index + 10, pid));
}

/** A write of a text, all of which the kernel takes. `quoted` is the text as strace prints it. */
export function written(fd: number, quoted: string, length: number, pid = 1): string {
  return `${pid} write(${fd}, "${quoted}", ${length}) = ${length}\n`;
}

export function readFrom(fd: number, quoted: string, length: number, pid = 1): string {
  return `${pid} read(${fd}, "${quoted}", ${Math.max(length, 65_536)}) = ${length}\n`;
}

/** A request on a new connection. */
export function asked(fd: number, pid = 1): string {
  return `${accepted(fd, pid)}${readFrom(fd, "GET /a HTTP/1.1\\r\\n\\r\\n", 19, pid)}`;
}

/** A response that a close cuts short. */
export function cutShort(fd: number, pid = 1): string {
  const head = "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\n";
  return `${asked(fd, pid)}${written(fd, `${head}abc`, 42, pid)}${pid} close(${fd}) = 0\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\r": "\\r", "\n": "\\n", '"': '\\"', "\\": "\\\\" };

/** A text in writes, or in reads, of one byte each. */
export function bytewise(text: string, line: (quoted: string, length: number) => string): string {
  return [...text].map((char) => line(ESCAPES[char] ?? char, 1)).join("");
}
