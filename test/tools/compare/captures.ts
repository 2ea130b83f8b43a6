import { Analyzer } from "../../../src/analyze/analyzer.js";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";
import { compareSides, type SideComparison } from "../../../src/tools/compare/comparison.js";
import { ComparedSide } from "../../../src/tools/compare/side.js";
import { TargetTallies } from "../../../src/tools/compare/targets.js";

/** A connection of its own for each response; the response declares 1,000 body bytes. */
const connection = (request: string, calls: string): string =>
  `10 12:00:00.000000 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 12:00:00.000100 read(7, "${request} HTTP/1.1\\r\\n\\r\\n", 8192) = ${request.length + 13}
${calls}`;

const HEAD = '"HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n"...'; // 41 bytes
const close = "10 12:00:00.004000 close(7) = 0\n";

/** All 1,000 bytes in one write. */
export const whole = (request: string): string =>
  connection(request, `10 12:00:00.001000 write(7, ${HEAD}, 1041) = 1041\n${close}`);

/** A short write, an EAGAIN, and the rest 2 ms after the short write. */
export const waited = (request: string): string =>
  connection(
    request,
    `10 12:00:00.001000 write(7, ${HEAD}, 1041) = 141
10 12:00:00.001100 write(7, "..."..., 900) = -1 EAGAIN (Resource temporarily unavailable)
10 12:00:00.003000 write(7, "..."..., 900) = 900
${close}`,
  );

/** A short write, an EAGAIN, and a shutdown 138 microseconds after that: `accepted` of 1,000 body bytes were taken. */
export const cut = (request: string, accepted = 100): string =>
  connection(
    request,
    `10 12:00:00.001000 write(7, ${HEAD}, 1041) = ${41 + accepted}
10 12:00:00.001100 write(7, "..."..., ${1000 - accepted}) = -1 EAGAIN (Resource temporarily unavailable)
10 12:00:00.001238 shutdown(7, SHUT_WR) = 0
${close}`,
  );

/** The head was cut before its length, so the verdict is undetermined. */
export const unclear = (request: string): string =>
  connection(request, `10 12:00:00.001000 write(7, "HTTP/1.1 200 OK\\r\\nConte"..., 1041) = 1041\n${close}`);

/** The peer hung up. */
export const aborted = (request: string): string =>
  connection(
    request,
    `10 12:00:00.001000 write(7, ${HEAD}, 1041) = 141
10 12:00:00.002000 write(7, "..."..., 900) = -1 EPIPE (Broken pipe)
${close}`,
  );

/** Five bytes were declared, ten were sent. */
export const overrun = (request: string): string =>
  connection(
    request,
    `10 12:00:00.001000 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello, you", 48) = 48\n${close}`,
  );

/** The whole response, and then a close with most of the request unread. */
export const reset = (request: string): string =>
  `10 12:00:00.000000 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 12:00:00.000100 read(7, "${request} HTTP/1.1\\r\\nContent-Length: 100000\\r\\n\\r\\n", 8192) = ${request.length + 37}
10 12:00:00.001000 write(7, ${HEAD}, 1041) = 1041
${close}`;

/** The socket takes bytes again, and for five seconds, until the peer gives up, nothing is written. */
export const stalled = (request: string): string =>
  `10 12:00:00.000000 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 12:00:00.000050 epoll_ctl(4, EPOLL_CTL_ADD, 7, {events=EPOLLIN|EPOLLOUT|EPOLLET, data={u32=1, u64=1}}) = 0
10 12:00:00.000100 read(7, "${request} HTTP/1.1\\r\\n\\r\\n", 8192) = ${request.length + 13}
10 12:00:00.001000 write(7, ${HEAD}, 1041) = 141
10 12:00:00.001100 write(7, "..."..., 900) = -1 EAGAIN (Resource temporarily unavailable)
10 12:00:00.002000 epoll_wait(4, [{events=EPOLLOUT, data={u32=1, u64=1}}], 64, -1) = 1
10 12:00:05.000000 epoll_wait(4, [{events=EPOLLIN|EPOLLERR|EPOLLHUP, data={u32=1, u64=1}}], 64, -1) = 1
10 12:00:05.000100 close(7) = 0
`;

/** A protocol that is not read (MQTT): what the kernel refused is dropped. */
export const abandoned = (): string =>
  `10 12:00:00.000000 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 12:00:00.000100 read(7, "\\20\\26\\0\\4MQTT\\4\\2"..., 8192) = 517
10 12:00:00.001000 write(7, "\\60\\223\\200\\1"..., 16406) = 9000
10 12:00:00.001100 write(7, "..."..., 7406) = -1 EAGAIN (Resource temporarily unavailable)
${close}`;

/** The connections one after another, ten seconds apart: in a capture of strace's no time runs back. */
export function inOrder(text: string): string {
  let start = -10;
  return text.replace(/ 12:00:(\d\d)(?=\.\d+ (\w+))/g, (_all, seconds: string, name: string) => {
    if (name === "accept4") start += 10;
    return ` ${new Date(43_200_000 + 1000 * (start + Number(seconds))).toISOString().slice(11, 19)}`;
  });
}

export const times = (count: number, text: string): string => text.repeat(count);

/** Compares two captures; `most` targets are counted by themselves. */
export function comparisonOf(before: string, after: string, most = 100): SideComparison {
  const targets = new TargetTallies(most);
  return compareSides(
    read(new ComparedSide("before", targets), before),
    read(new ComparedSide("after", targets), after),
    targets,
  );
}

/** One capture, counted. */
export function sideOf(text: string): ComparedSide {
  return read(new ComparedSide("before", new TargetTallies(100)), text);
}

function read(side: ComparedSide, text: string): ComparedSide {
  const analyzer = new Analyzer(side.listener);
  linesOfText(inOrder(text), (bytes, start, end, pid, isCut) => analyzer.line(bytes, start, end, pid, isCut));
  side.captures.push(analyzer.finish("text"));
  return side;
}
