import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";
import { budget } from "../../budget.js";
import { recordings } from "./captures.js";

const octal = (text: string): string =>
  [...text].map((char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`).join("");
const hex = (text: string): string =>
  [...text].map((char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");
const columns = (text: string): string =>
  Buffer.from(text, "latin1")
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");

/** A dump as strace prints it, from offset 0. */
function dump(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += 16) {
    const part = text.slice(at, at + 16);
    const [first, second] = [columns(part.slice(0, 8)), columns(part.slice(8))];
    lines.push(
      ` | ${at.toString(16).padStart(5, "0")}  ${`${first}  ${second}`.trimEnd().padEnd(50)}${part.replace(/[^ -~]/g, ".").padEnd(16)} |`,
    );
  }
  return lines.join("\n");
}

const ACCEPT = "7 accept4(3, NULL, NULL, 0) = 5\n";
const length = (text: string): number => text.length;

/** A question of uwsgi, and an answer in HTTP, for which it counts. */
function asked(variables: readonly (readonly [name: string, value: string])[]): string {
  const sized = (text: string): string => `${String.fromCharCode(text.length & 255, text.length >> 8)}${text}`;
  const packet = variables.map(([name, value]) => sized(name) + sized(value)).join("");
  const sent = `\0${sized(packet).slice(0, 2)}\0${packet}`;
  const answer = `7 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n", 38) = 38`;
  return `${ACCEPT}7 read(5, "${octal(sent)}", 8192) = ${sent.length}\n${answer}\n7 close(5) = 0`;
}

/** The places of a capture that may hold a secret, and lines with `secret` in that place. */
const PLACES: Readonly<Record<string, (secret: string) => string>> = {
  "the value of a request header": (s) =>
    `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\nCookie: sid=${s}\\r\\n\\r\\n", 8192) = ${30 + length(s)}`,
  "the query of a target": (s) =>
    `${ACCEPT}7 read(5, "GET /login?token=${s} HTTP/1.1\\r\\n\\r\\n", 8192) = ${30 + length(s)}`,
  "an absolute target": (s) => `${ACCEPT}7 read(5, "GET http://${s}/ HTTP/1.1\\r\\n\\r\\n", 8192) = ${26 + length(s)}`,
  "an unusual field name": (s) =>
    `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\nX-${s}: 1\\r\\n\\r\\n", 8192) = ${25 + length(s)}`,
  "a framing header with a value that frames nothing": (s) =>
    `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\nContent-Length: ${s}\\r\\nUpgrade: ${s}\\r\\n\\r\\n", 8192) = ${47 + 2 * length(s)}`,
  "User-Agent": (s) =>
    `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\nUser-Agent: ${s}/1.0\\r\\n\\r\\n", 8192) = ${36 + length(s)}`,
  "a head that -s cut within the value": (s) => `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\nCookie: ${s}"..., 8192) = 900`,
  "a head that -s cut within the target": (s) => `${ACCEPT}7 read(5, "GET /${s}"..., 8192) = 900`,
  "a head in several writes, the value cut in two": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nSet-Cookie: ${s}", ${29 + length(s)}) = ${29 + length(s)}\n7 write(5, "${s}\\r\\n\\r\\n", ${4 + length(s)}) = ${4 + length(s)}`,
  "a reason phrase": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 ${s}\\r\\n\\r\\n", ${17 + length(s)}) = ${17 + length(s)}`,
  "a body": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: ${length(s)}\\r\\n\\r\\n${s}", ${100}) = ${38 + length(s)}`,
  "a body that was refused": (s) => `${ACCEPT}7 write(5, "${s}", 100) = -1 EAGAIN (Resource temporarily unavailable)`,
  "a body of lines": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 99\\r\\n\\r\\n${s}\\n${s}\\r\\n\\r\\n", 400) = 137`,
  "a chunk and its extension": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n${length(s).toString(16)};e=${s}\\r\\n${s}\\r\\n0\\r\\n", 900) = ${60 + 2 * length(s)}`,
  "a trailer": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nX-${s}: ${s}\\r\\n\\r\\n", 900) = ${60 + 2 * length(s)}`,
  "another protocol": (s) => `${ACCEPT}7 read(5, "USER ${s}\\r\\nPASS ${s}\\r\\n", 100) = ${14 + 2 * length(s)}`,
  "another protocol, the method being the secret": (s) =>
    `${ACCEPT}7 read(5, "${s.toUpperCase()} ${s}\\r\\n", 100) = ${3 + 2 * length(s)}`,
  "a target of SIP's": (s) => `${ACCEPT}7 read(5, "OPTIONS sip:${s}@192.0.2.1"..., 8192) = 900`,
  "a target of RTSP's": (s) => `${ACCEPT}7 read(5, "DESCRIBE rtsp://${s}"..., 8192) = 900`,
  "a scheme": (s) => `${ACCEPT}7 read(5, "GET ${s.slice(0, 18)}:${s}"..., 8192) = 900`,
  "a scheme that begins as a public one does": (s) =>
    `${ACCEPT}7 read(5, "FROB sip${s.slice(0, 12)}:${s}"..., 8192) = 900`,
  "the start of a scheme": (s) => `${ACCEPT}7 read(5, "FROB tel${s}"..., 8192) = 900`,
  "variables of uwsgi": (s) =>
    asked([
      ["REQUEST_METHOD", "GET"],
      ["REQUEST_URI", `/${s}`],
      ["HTTP_COOKIE", s],
      [s, s],
    ]),
  "a method in uwsgi's variables": (s) => asked([["REQUEST_METHOD", s.replace(/[^A-Za-z]/g, "").toUpperCase()]]),
  "a question like uwsgi's without a method": (s) => asked([["REQUEST_URI", s]]),
  "a chunk in a write that never returned": (s) =>
    `${ACCEPT}7 write(5, "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n", 47) = 47\n7 write(5, "${length(s).toString(16)};e=${s}\\r\\n${s}\\r\\n0\\r\\nX-${s}: ${s}\\r\\n\\r\\n", 900) = ?\n7 +++ killed by SIGKILL +++`,
  "a head in a write that never returned": (s) =>
    `${ACCEPT}7 read(5, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18\n7 write(5, "HTTP/1.1 200 ${s}\\r\\nEtag: ${s}\\r\\n\\r\\n${s}", 900) = ?\n7 +++ killed by SIGKILL +++`,
  "a binary protocol": (s) => `${ACCEPT}7 read(5, "\\26\\3\\1\\2\\0${s}", 100) = ${5 + length(s)}`,
  "a PROXY header": (s) =>
    `${ACCEPT}7 read(5, "PROXY UNKNOWN ${s}\\r\\nGET / HTTP/1.1\\r\\n\\r\\n", 100) = ${34 + length(s)}`,
  "octal escapes": (s) => `${ACCEPT}7 write(5, "${octal(s)}", 100) = ${length(s)}`,
  "hexadecimal escapes": (s) => `${ACCEPT}7 write(5, "${hex(s)}", 100) = ${length(s)}`,
  "a head in hexadecimal": (s) =>
    `${ACCEPT}7 read(5, "${hex(`GET /${s} HTTP/1.1\r\nCookie: ${s}\r\n\r\n`)}", 900) = ${29 + 2 * length(s)}`,
  vectors: (s) =>
    `${ACCEPT}7 writev(5, [{iov_base="HTTP/1.1 200 OK\\r\\nETag: ${s}\\r\\n\\r\\n", iov_len=${27 + length(s)}}, {iov_base="${s}", iov_len=${length(s)}}], 2) = ${27 + 2 * length(s)}`,
  "a message, its name and its control data": (s) =>
    `${ACCEPT}7 sendmsg(5, {msg_name={sa_family=AF_UNIX, sun_path="/run/${s}"}, msg_namelen=9, msg_iov=[{iov_base="${s}", iov_len=9}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=0x7, cmsg_data="${s}"}], msg_controllen=24, msg_flags=0}, 0) = 9`,
  "a dump below a call": (s) =>
    `${ACCEPT}7 read(5, "GET /"..., 900) = ${29 + 2 * length(s)}\n${dump(`GET /${s} HTTP/1.1\r\nCookie: ${s}\r\n\r\n`)}`,
  "a dump of a file": (s) => `7 read(9</srv/${s}>, "${s}", 900) = ${length(s)}\n${dump(s)}`,
  "a dump that a fold brought onto the line of its call": (s) =>
    `7 read(9</srv/${s}>, "${s}", 900) = ${length(s)}\n${dump(s)}\nwrite(1, "${s}", ${length(s)}${s}\n${s}) = ${length(s)}\nclose(3) = 0`,
  "a dump of vectors": (s) =>
    `${ACCEPT}7 writev(5, [{iov_base="H"..., iov_len=30}, {iov_base="${s[0]}"..., iov_len=${length(s)}}], 2) = ${30 + length(s)}\n * 30 bytes in buffer 0\n${dump(`HTTP/1.1 200 OK\r\nX: ${s}`.slice(0, 30))}\n * ${length(s)} bytes in buffer 1\n${dump(s)}`,
  execve: (s) => `7 execve("/opt/${s}", ["run", "--key=${s}", "${s}"], ["TOKEN=${s}", "A=1"]) = 0`,
  paths: (s) =>
    `7 openat(AT_FDCWD</home/${s}>, "${s}.key", O_RDONLY) = 3</home/${s}/${s}.key>\n7 readlink("/proc/self", "/a/${s}", 99) = 9`,
  "Unix sockets": (s) =>
    `7 bind(3, {sa_family=AF_UNIX, sun_path="/run/${s}.sock"}, 110) = 0\n7 connect(4, {sa_family=AF_UNIX, sun_path=@"${s}"}, 20) = 0\n7 accept4(3<UNIX-STREAM:[1,"/run/${s}.sock"]>, {sa_family=AF_UNIX}, [110 => 2], 0) = 5<UNIX-STREAM:[2->3,"/run/${s}.sock"]>`,
  "an abstract Unix socket's decoration": (s) => `7 close(3<UNIX-STREAM:[1->2,@"${s}"]>) = 0`,
  "decorations of other kinds": (s) =>
    `7 close(3<${s}:[17]>) = 0\n7 close(4<anon_inode:[${s}]>) = 0\n7 close(5<pid:9<${s}>>) = 0`,
  "-Y": (s) => `7<${s.slice(0, 15)}> close(3) = 0\n[pid     9<${s.slice(0, 15)}>] close(4) = 0`,
  "SELinux contexts": (s) =>
    `7 [${s}_u:${s}_r:${s}_t:s0] openat(AT_FDCWD, "/x" [${s}:object_r:etc_t:s0], O_RDONLY) = 3 [${s}:s0]`,
  signals: (s) => `7 --- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=9, si_uid=0, si_value={${s}=${s}}} ---`,
  "the program's own output": (s) => `7 close(3) = 0\n${s}\nthe password is ${s}, {"k":"${s}"}`,
  "output in a line of strace's": (s) =>
    `write(1, "${s}\\n", ${length(s) + 1}${s}\n)      = ${length(s) + 1}\nclose(3) = 0`,
  "output in front of a line of strace's": (s) => `close(3) = 0\n${s} ${s}close(4) = 0`,
  "output in front of the rest of a line": (s) =>
    `write(1, "${s}", ${length(s)}${s}\n${s}) = ${length(s)}\nclose(3) = 0`,
  "messages of strace's": (s) => `/home/${s}/strace: ${s}: ${s}\n7 close(3) = 0`,
  "lines that cannot be read": (s) =>
    `7 close(3) = 0\n7 read(3, ${s}, "${s}"} = 5 ${s}\n7 frobnicate${s.toLowerCase()}(${s}`,
  "a line that ends within a string": (s) => `7 close(3) = 0\n7 write(5, "${s} and ${s}`,
  comments: (s) => `7 ioctl(3, 0x5401 /* ${s} */, 0x7f00) = 0 /* ${s} */`,
  "words and errors": (s) => `7 fcntl(3, ${s}, {${s}=${s}}) = -1 EINVAL (${s})`,
  "a call stack": (s) => `7 close(3) = 0\n > /home/${s}/lib.so(${s}+0x14) [0x1234]`,
  "names of calls": (s) => `7 ${s.toLowerCase()}(1) = 0\n7 close(3) = 0`,
};

/** Letters and digits, so that it is printed as it is. */
/** In small or mixed letters: capitals after `MAP_` look like a constant. */
const smallSecrets = fc.stringMatching(/^[A-Z][a-z]{3}[A-Za-z0-9]{6,20}[a-z]{2}$/);
const secrets = fc
  .tuple(fc.stringMatching(/^[A-Z][a-z]{3}[A-Za-z0-9]{6,20}[a-z]{2}$/), fc.constantFrom("mixed", "upper", "lower"))
  .map(([text, kind]) => (kind === "mixed" ? text : kind === "upper" ? text.toUpperCase() : text.toLowerCase()));

function expectGone(scrubbed: string, secret: string): void {
  const lower = scrubbed.toLowerCase();
  for (const text of [secret, secret.slice(0, 12)]) {
    expect(lower).not.toContain(text.toLowerCase());
    expect(scrubbed).not.toContain(hex(text));
    expect(scrubbed).not.toContain(octal(text));
    expect(scrubbed).not.toContain(columns(text.slice(0, 6)));
  }
}

describe("a secret is nowhere in the output, in none of the ways in which strace prints bytes", () => {
  test.each(Object.entries(PLACES))("%s", (_place, lines) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expectGone(
          scrubText(`${lines(secret)}
`).text,
          secret,
        );
      }),
      budget(25),
    );
  });

  test("at any place between other lines of a real capture", () => {
    const [{ text = "" } = {}] = recordings.filter(({ name }) => name === "python-small.strace");
    const lines = text.split("\n");
    const places = Object.values(PLACES);
    const plants = fc.array(fc.record({ at: fc.nat(lines.length), place: fc.constantFrom(...places) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(secrets, plants, (secret, planted) => {
        const mixed = [...lines];
        for (const { at, place } of planted) mixed.splice(at, 0, ...place(secret).split("\n"));
        expectGone(scrubText(mixed.join("\n")).text, secret);
      }),
      budget(100),
    );
  });

  test("instead of any word of any line", () => {
    const words = recordings.flatMap(({ text }) => text.split("\n").slice(0, 400));
    fc.assert(
      fc.property(smallSecrets, fc.nat(words.length - 1), fc.nat(200), fc.nat(8), (secret, line, at, length) => {
        const whole = words[line] ?? "";
        const planted = `${whole.slice(0, at)}${secret}${whole.slice(at + length)}`;
        expectGone(scrubText(`${words.slice(Math.max(0, line - 3), line).join("\n")}\n${planted}\n`).text, secret);
      }),
      budget(300),
    );
  });
});

describe("a number on a line of its own, in a chunked body that cannot be followed", () => {
  const lost = [
    "7 accept4(3, NULL, NULL, 0) = 5",
    '7 write(5, "HTTP/1.1 200 OK\\r\\nX: y\\r\\nTransfer-"..., 53) = 53',
  ];
  const written = (text: string, bytes: number): string => `7 write(5, "${text}", ${bytes}) = ${bytes}`;
  const scrubbed = (...lines: string[]): string =>
    scrubText(`${[...lost, ...lines, "7 close(5) = 0"].join("\n")}\n`).text;

  test("goes, if the body is too short for it to be a chunk's size", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9a-f][0-9a-f]{5,13}$/), (secret) => {
        fc.pre(!/^1?f+$/.test(secret));
        const text = scrubbed(written(`${secret}\\r\\nabc`, secret.length + 5), written("0\\r\\n\\r\\n", 5));
        expect(text).not.toContain(secret);
      }),
      budget(100),
    );
  });

  test("goes, if it is no chunk's size at all", () => {
    const text = scrubbed(written("4111111111111111\\r\\nabc", 21), written("12ab34cd pin\\r\\n", 14));
    expect(text).not.toMatch(/4111|12ab/);
  });

  test("stays, if a chunk of its size ends within the body; its extension goes", () => {
    const text = scrubbed(
      written("64;key=Secret\\r\\n", 15),
      written(`Secret${"x".repeat(94)}`, 100),
      written("\\r\\n", 2),
    );
    expect(text).toContain('write(5, "64;..........\\r\\n", 15) = 15');
    expect(text).not.toContain("Secret");
  });
});

test("digits that begin a size line of which the end is not seen go: only that they are digits stays", () => {
  const chunked = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
  const { text } = scrubText(`7 accept4(3, NULL, NULL, 0) = 5
7 write(5, "${chunked}", 47) = 47
7 writev(5, [{iov_base="0", iov_len=1}, {iov_base="85b5", iov_len=4}], 2) = 5
7 close(5) = 0
`);
  expect(text).toContain('[{iov_base="0", iov_len=1}, {iov_base="1111", iov_len=4}]');
});

test("of several lengths that differ, the first one stays; that they differ stays too", () => {
  const kept = (lengths: string): string | undefined => {
    const written = `HTTP/1.1 200 OK\\r\\nContent-Length: ${lengths}\\r\\n\\r\\nabc`;
    const lines = `7 accept4(3, NULL, NULL, 0) = 5\n7 write(5, "${written}", 900) = ${40 + lengths.length}\n`;
    return /Content-Length: ([\d, ]*)/.exec(scrubText(lines).text)?.[1];
  };
  expect(kept("10,548725384")).toBe("10,111111111");
  expect(kept("111, 999")).toBe("111, 222");
  expect(kept("10, 10")).toBe("10, 10");
});

describe("addresses", () => {
  const line = (from: string, to: string): string =>
    `7 accept4(3<TCP:[${from}]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("${to}")}, [16], 0) = 5<TCP:[${from}->${to}:80]>\n`;

  test("are replaced by those of documentation, the same by the same", () => {
    const { text } = scrubText(line("10.20.30.40:8080", "172.16.5.6") + line("10.20.30.40:8080", "8.8.4.4"));
    expect(text).toBe(line("192.0.2.1:8080", "192.0.2.2") + line("192.0.2.1:8080", "192.0.2.3"));
  });

  test("of IPv6, and raw ones", () => {
    const { text } = scrubText(
      '7 connect(3<TCPv6:[[fe80::12]:4000->[2a00:1450::200e]:443]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2a00:1450::200e", &sin6_addr), sin6_scope_id=0}, 28) = 0\n7 connect(4, {sa_family=0x2, sin_port="\\x00\\x50", sin_addr="\\x0a\\x14\\x1e\\x28"}, 16) = 0\n',
    );
    expect(text).toContain("<TCPv6:[[2001:db8::1]:49152->[2001:db8::2]:443]>");
    expect(text).toContain('inet_pton(AF_INET6, "2001:db8::2", &sin6_addr)');
    expect(text).toContain('sin_port="\\x00\\x50", sin_addr="\\xc0\\x00\\x02\\x01"');
  });

  test("of the machine itself give nothing away, and stay", () => {
    const local = line("127.0.0.1:80", "127.0.0.1");
    expect(scrubText(local).text).toBe(local);
  });
});
