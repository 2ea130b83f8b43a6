/** One request for `/a` through a proxy (pid 10, 127.0.0.1:8080) to an origin (pid 20, 127.0.0.1:9000), as strace -f -yy prints it. */
const DOWN = "7<TCP:[127.0.0.1:8080->127.0.0.1:5000]>";
const UP = "5<TCP:[127.0.0.1:6000->127.0.0.1:9000]>";
const SERVER = "8<TCP:[127.0.0.1:9000->127.0.0.1:6000]>";
/** The ports of a proxy before this one, by those of this one. */
const OUTER: Readonly<Record<string, string>> = { 8080: "7000", 5000: "4000", 9000: "8080", 6000: "5000" };
const SHORT = String.raw`"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n..."...`;
const BAD_GATEWAY = String.raw`"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad"`;

const request = (target: string): string => String.raw`"GET ${target} HTTP/1.1\r\n\r\n"`;
const size = (target: string): number => "GET  HTTP/1.1....".length + target.length;

/** What the proxy does before and after the origin answers. */
const asked = (target: string): string[] => [
  `10 accept4(3<TCP:[127.0.0.1:8080]>, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = ${DOWN}`,
  `10 recvfrom(${DOWN}, ${request(target)}, 8192, 0, NULL, NULL) = ${size(target)}`,
  "10 socket(AF_INET, SOCK_STREAM, 0) = 5<TCP:[100]>",
  '10 connect(5<TCP:[100]>, {sa_family=AF_INET, sin_port=htons(9000), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
  `10 sendto(${UP}, ${request(target)}, ${size(target)}, 0, NULL, 0) = ${size(target)}`,
];
const answered = (target: string): string[] => [
  `20 accept4(4<TCP:[127.0.0.1:9000]>, {sa_family=AF_INET, sin_port=htons(6000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = ${SERVER}`,
  `20 read(${SERVER}, ${request(target)}, 8192) = ${size(target)}`,
  `20 write(${SERVER}, ${SHORT}, 1041) = 141`,
  `20 close(${SERVER}) = 0`,
];
const received = [`10 recvfrom(${UP}, ${SHORT}, 8192, 0, NULL, NULL) = 141`];
const ended = [`10 recvfrom(${UP}, "", 8192, 0, NULL, NULL) = 0`, `10 close(${UP}) = 0`];
const passedOn = [...received, `10 sendto(${DOWN}, ${SHORT}, 141, 0, NULL, 0) = 141`, ...ended];
const hidden = [...received, ...ended, `10 sendto(${DOWN}, ${BAD_GATEWAY}, 50, 0, NULL, 0) = 50`];
const closed = [`10 shutdown(${DOWN}, SHUT_WR) = 0`, `10 close(${DOWN}) = 0`];

const FLAGS = "# strace -f -yy -s 4096 -e trace=network,desc,process";
const text = (...lines: readonly (readonly string[])[]): string => `${[FLAGS, ...lines.flat()].join("\n")}\n`;

/** Both programs in one capture, in the order in which it happened. */
export const both = text(asked("/a"), answered("/a"), passedOn, closed);
/** The same for a target that is hostile to what shows it. */
export const bothFor = (target: string): string => text(asked(target), answered(target), passedOn, closed);
/** The proxy answers 502 in place of the short response. */
export const bothHidden = text(asked("/a"), answered("/a"), hidden, closed);
/** Each program in a capture of its own. */
export const proxyAlone = text(asked("/a"), passedOn, closed);
export const originAlone = text(answered("/a"));
/** Another proxy (127.0.0.1:7000) before the first one, in a capture of its own. */
export const outerAlone = proxyAlone.replace(/\b(?:8080|5000|9000|6000)\b/g, (port) => OUTER[port] ?? port);
const later = "8<TCP:[127.0.0.1:9000->127.0.0.1:6001]>";
const wholeFor = (target: string, fd: string, port: number): string[] => [
  `20 accept4(4<TCP:[127.0.0.1:9000]>, {sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = ${fd}`,
  `20 read(${fd}, ${request(target)}, 8192) = ${size(target)}`,
  String.raw`20 write(${fd}, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 41) = 41`,
  `20 close(${fd}) = 0`,
];
/** A response that is whole. */
export const whole = text(wholeFor("/a", SERVER, 6000));
/** Lines to add to another capture: a response that is whole, for `/w`, on a connection of its own. */
export const wholeLater = `${wholeFor("/w", later, 6001).join("\n")}\n`;
