import { describe, expect, test } from "vitest";
import { NASTY } from "../documents.js";
import { documentOfTexts, fileOfTexts, sketchOf } from "./document-of-text.js";
import { type CaptureFile, streamsOf } from "./reader.js";

const S = "<TCP:[127.0.0.1:8080->127.0.0.1:50000]>";
const ACCEPT = `10 12:00:00.000001 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 7${S}`;
const GET = `10 12:00:00.000002 read(7${S}, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18`;
const OK = `10 12:00:00.000003 write(7${S}, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 40) = 40`;
const CUT = `10 12:00:00.000003 write(7${S}, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhi", 47) = 40`;
const REFUSED = `10 12:00:00.000004 write(7${S}, "there..", 7) = -1 EAGAIN (Resource temporarily unavailable)`;
const SHUT = `10 12:00:00.000005 shutdown(7${S}, SHUT_WR) = 0`;
const EOF = `10 12:00:00.000006 read(7${S}, "", 8192) = 0`;
const CLOSE = `10 12:00:00.000007 close(7${S}) = 0`;
const OPENING = ["peer SYN", "program SYN ACK", "peer ACK"];
const EXCHANGE = ["peer PSH ACK 18", "program PSH ACK 40"];

const of = (...lines: string[]): CaptureFile => fileOfTexts([`${lines.join("\n")}\n`]);
const last = ({ packets }: CaptureFile) => packets.at(-1);

describe("how a connection begins", () => {
  test("accepted: the peer has asked for it", () => {
    expect(sketchOf(of(ACCEPT, GET, OK))).toEqual([...OPENING, ...EXCHANGE]);
  });

  test("connected: the program asks, and is answered before anything else happens", () => {
    const to = "<TCP:[127.0.0.1:50000->127.0.0.1:8080]>";
    const file = of(
      `10 12:00:00.000001 connect(7${to}, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
      `10 12:00:00.000002 write(7${to}, "GET / HTTP/1.1\\r\\n\\r\\n", 18) = 18`,
    );
    expect(sketchOf(file)).toEqual(["program SYN", "peer SYN ACK", "program ACK", "program PSH ACK 18"]);
    expect(file.packets[0]).toMatchObject({ from: "127.0.0.1 50000", to: "127.0.0.1 8080" });
  });

  test("open before the capture: in mid-stream, and the first packet says so", () => {
    const file = of(GET, OK);
    expect(sketchOf(file)).toEqual(EXCHANGE);
    expect(file.packets[0]?.comments[0]).toContain("it was open before line 1, so what came earlier is missing");
  });

  test("the first packet names the connection, and its process", () => {
    expect(of(ACCEPT, GET).packets[0]?.comments).toEqual([
      "unflushed: connection c1, process 10, fd 7, the program is the server",
    ]);
  });
});

describe("how a connection ends", () => {
  test("SHUT_WR and close: one FIN of the program", () => {
    expect(sketchOf(of(ACCEPT, GET, OK, SHUT, CLOSE)).slice(5)).toEqual(["program FIN ACK"]);
  });

  test("a read of the end: a FIN of the peer, once", () => {
    expect(sketchOf(of(ACCEPT, GET, OK, EOF, EOF, CLOSE)).slice(5)).toEqual(["peer FIN ACK", "program FIN ACK"]);
  });

  test("ECONNRESET: an RST of the peer, and nothing after it", () => {
    const reset = `10 12:00:00.000006 read(7${S}, 0x7f, 8192) = -1 ECONNRESET (Connection reset by peer)`;
    expect(sketchOf(of(ACCEPT, GET, OK, reset, CLOSE)).slice(5)).toEqual(["peer RST ACK"]);
  });

  test("EPIPE is a reset, unless the program has ended its side itself", () => {
    const pipe = `10 12:00:00.000006 write(7${S}, "x", 1) = -1 EPIPE (Broken pipe)`;
    expect(sketchOf(of(ACCEPT, GET, OK, pipe, CLOSE)).slice(5)).toEqual(["peer RST ACK"]);
    expect(sketchOf(of(ACCEPT, GET, OK, SHUT, pipe, CLOSE)).slice(5)).toEqual(["program FIN ACK"]);
  });

  test("a hang-up that a poll reports: an RST of the peer", () => {
    const hup = `10 12:00:00.000006 poll([{fd=7${S}, events=POLLIN}], 1, -1) = 1 ([{fd=7, revents=POLLIN|POLLERR|POLLHUP}])`;
    expect(sketchOf(of(ACCEPT, GET, OK, hup, CLOSE)).slice(5)).toEqual(["peer RST ACK"]);
  });

  test("bytes that wait behind a half-close come before the FIN", () => {
    const half = `10 12:00:00.000004 poll([{fd=7${S}, events=POLLIN|POLLRDHUP}], 1, -1) = 1 ([{fd=7, revents=POLLIN|POLLRDHUP}])`;
    const more = `10 12:00:00.000005 read(7${S}, "GET /2", 8192) = 6`;
    const rest = sketchOf(of(ACCEPT, GET, OK, half, more, CLOSE)).slice(5);
    expect(rest).toEqual(["peer PSH ACK 6", "peer FIN ACK", "program FIN ACK"]);
  });

  test("SO_LINGER 0: closing is an RST of the program", () => {
    const linger = `10 12:00:00.000004 setsockopt(7${S}, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0`;
    expect(sketchOf(of(ACCEPT, GET, OK, linger, CLOSE)).slice(5)).toEqual(["program RST ACK"]);
  });

  test("a request that is not read to its end: closing is an RST of the program", () => {
    const post = `10 12:00:00.000002 read(7${S}, "POST / HTTP/1.1\\r\\nContent-Length: 9\\r\\n\\r\\n", 8192) = 40`;
    expect(sketchOf(of(ACCEPT, post, OK, CLOSE)).slice(5)).toEqual(["program RST ACK"]);
  });

  test("the capture ends: nothing", () => {
    expect(sketchOf(of(ACCEPT, GET, OK))).toHaveLength(5);
  });
});

describe("bytes", () => {
  test("each side's are those that the calls moved", () => {
    const [stream] = streamsOf(of(ACCEPT, GET, OK, CLOSE).packets).values();
    expect(stream).toEqual({
      "127.0.0.1 50000": "GET / HTTP/1.1\r\n\r\n",
      "127.0.0.1 8080": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    });
  });

  test("who sends again is acknowledged first", () => {
    expect(sketchOf(of(ACCEPT, GET, OK, OK)).slice(3)).toEqual([...EXCHANGE, "peer ACK", "program PSH ACK 40"]);
  });

  test("a write that is larger than a packet is several, of which the last one is pushed", () => {
    const large = `10 12:00:00.000003 write(7${S}, "${"a".repeat(70_000)}", 70000) = 70000`;
    expect(sketchOf(of(ACCEPT, GET, large)).slice(4)).toEqual(["program ACK 65495", "program PSH ACK 4505"]);
  });

  test("what strace did not show is left out: the packet is longer than what was captured of it", () => {
    const short = `10 12:00:00.000003 write(7${S}, "HTTP/1.1 200 OK\\r\\n"..., 70000) = 70000`;
    const { packets } = of(ACCEPT, GET, short, OK);
    expect(packets.slice(4, 6).map(({ seen, length }) => [seen.length, length])).toEqual([
      [17, 65_495],
      [0, 4505],
    ]);
  });

  test("a packet ends where hidden bytes end, in the middle of a call", () => {
    const parts = `10 12:00:00.000003 writev(7${S}, [{iov_base="abc"..., iov_len=5}, {iov_base="de", iov_len=2}], 2) = 7`;
    expect(
      of(ACCEPT, GET, parts)
        .packets.slice(4)
        .map(({ seen, length }) => [seen, length]),
    ).toEqual([
      ["abc", 5],
      ["de", 2],
    ]);
  });
});

describe("what no packet can show", () => {
  test("a refused write, a finding and the verdict stand on the program's FIN", () => {
    const file = of(ACCEPT, GET, CUT, REFUSED, SHUT, CLOSE);
    expect(file.packets[4]?.comments).toEqual(["line 3: write: the kernel took 40 of 47 bytes"]);
    expect(last(file)?.comments).toEqual([
      "line 4: write: the kernel refused 7 bytes (EAGAIN)",
      "unflushed error shut-wr-outstanding, line 5: the program shut down its sending side with 7 of 9 declared body bytes not handed to the kernel",
      "unflushed: the response to GET / (200) is truncated: 2 of 9 body bytes",
    ]);
  });

  test("a refused write stands on the program's next packet, if there is one", () => {
    const rest = `10 12:00:00.000005 write(7${S}, "there..", 7) = 7`;
    const file = of(ACCEPT, GET, CUT, REFUSED, rest);
    expect(last(file)?.seen).toBe("there..");
    expect(last(file)?.comments[0]).toBe("line 4: write: the kernel refused 7 bytes (EAGAIN)");
  });

  test("without a packet after it, on the last one", () => {
    const file = of(ACCEPT, GET, CUT, REFUSED);
    expect(last(file)).toMatchObject({ isOutbound: true, flags: "PSH ACK", length: 40 });
    expect(last(file)?.comments).toContain("line 4: write: the kernel refused 7 bytes (EAGAIN)");
  });

  test("or on an empty segment of the program's, if packets of another connection have come", () => {
    const other = "<TCP:[127.0.0.1:8080->127.0.0.1:50001]>";
    const file = of(
      ACCEPT,
      GET,
      CUT,
      GET.replaceAll(S, other).replace("read(7", "read(8"),
      REFUSED.replace("000004", "000009"),
    );
    const said = file.packets.filter(({ comments }) => comments.join().includes("refused 7 bytes (EAGAIN)"));
    expect(said).toMatchObject([{ isOutbound: true, flags: "ACK", length: 0, to: "127.0.0.1 50000" }]);
  });

  test("a write that is refused over and over is said sixteen times, and counted", () => {
    const file = of(ACCEPT, GET, CUT, ...Array.from({ length: 100 }, () => REFUSED), SHUT);
    const refused = last(file)?.comments.filter((comment) => comment.includes("refused 7 bytes"));
    expect(refused).toHaveLength(16);
    expect(last(file)?.comments).toContain("85 more notes that no packet has room for");
  });

  test("a write that never returned", () => {
    const file = of(
      ACCEPT,
      GET,
      `10 12:00:00.000003 write(7${S}, "HTTP/1.1 200 OK", 15 <unfinished ...>`,
      "10 12:00:00.000004 +++ killed by SIGKILL +++",
    );
    expect(last(file)?.comments[0]).toBe(
      "line 3: write of 15 bytes never returned: the kernel may have taken any part of them",
    );
  });

  test("whole responses are counted on the last packet", () => {
    expect(last(of(ACCEPT, GET, OK, GET, OK, EOF, CLOSE))?.comments).toEqual(["unflushed: 2 responses are complete"]);
  });

  test("what a program names cannot forge a line, move a cursor or begin a command", () => {
    const path = NASTY.replace(/["\\]|[^\x20-\x7e]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`);
    const socket = `<UNIX-STREAM:[2->3,"/run/${path}"]>`;
    const file = of(
      `10 12:00:00.000001 accept4(3<UNIX-STREAM:[1,"/run/l"]>, NULL, NULL, 0) = 7${socket}`,
      `10 12:00:00.000002 read(7${socket}, "GET ${path} HTTP/1.1\\r\\n\\r\\n", 8192) = ${NASTY.length + 17}`,
      `10 12:00:00.000003 write(7${socket}, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43`,
      `10 12:00:00.000004 close(7${socket}) = 0`,
    );
    const comments = file.packets.flatMap((packet) => packet.comments);
    expect(comments.join("")).toContain("]]><script>alert(1)</script>");
    for (const comment of comments) expect(comment).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u);
  });
});

describe("addresses", () => {
  const named = (file: CaptureFile) => file.packets[0];
  const accepted = (decoration: string): CaptureFile =>
    of(`10 12:00:00.000001 accept4(3, NULL, NULL, 0) = 7${decoration}`, GET.replace(S, decoration));

  test("IPv6", () => {
    expect(named(accepted("<TCPv6:[[::1]:8080->[2001:db8::7]:50000]>"))).toMatchObject({
      from: "2001:0db8:0000:0000:0000:0000:0000:0007 50000",
      to: "0000:0000:0000:0000:0000:0000:0000:0001 8080",
    });
  });

  test("IPv4 on a socket of IPv6 is IPv4, as on the wire", () => {
    expect(named(accepted("<TCPv6:[[::ffff:127.0.0.1]:8080->[::ffff:10.0.0.1]:50000]>"))).toMatchObject({
      from: "10.0.0.1 50000",
      to: "127.0.0.1 8080",
    });
  });

  test("a Unix socket gets addresses that nobody has, and the first packet says for what", () => {
    const packet = named(accepted('<UNIX-STREAM:[2->3,"/run/a.sock"]>'));
    expect(packet).toMatchObject({ from: "192.0.2.2 49153", to: "192.0.2.1 49151" });
    expect(packet?.comments[0]).toContain("192.0.2.1:49151 is made up for unix:/run/a.sock");
  });

  test("an end that is not known gets one as well", () => {
    const packet = named(accepted(""));
    expect(packet?.comments[0]).toContain("192.0.2.2:49153 is made up for an unknown address");
  });

  test("both ends of one connection are two streams: the client of the one that comes later is made up", () => {
    const other = "<TCP:[127.0.0.1:50000->127.0.0.1:8080]>";
    const file = of(
      `11 12:00:00.000000 connect(5${other}, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
      `11 12:00:00.000001 write(5${other}, "GET / HTTP/1.1\\r\\n\\r\\n", 18) = 18`,
      ACCEPT,
      GET,
      OK,
      `11 12:00:00.000004 read(5${other}, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 8192) = 40`,
    );
    expect([...streamsOf(file.packets).keys()]).toEqual([
      "127.0.0.1 50000 <-> 127.0.0.1 8080",
      "127.0.0.1 8080 <-> 192.0.2.2 49154",
    ]);
    const [, second] = file.packets
      .flatMap(({ comments }) => comments)
      .filter((comment) => comment.includes("connection c"));
    expect(second).toContain(
      "192.0.2.2:49154 is made up for 127.0.0.1:50000, because other packets have its addresses",
    );
  });

  test("a port that is used again begins with a new SYN, at another number", () => {
    const file = of(ACCEPT, GET, OK, CLOSE, ACCEPT.replace("000001", "000009"), GET.replace("000002", "000010"));
    const opened = file.packets.filter(({ flags }) => flags === "SYN");
    expect(opened.map(({ from }) => from)).toEqual(["127.0.0.1 50000", "127.0.0.1 50000"]);
    expect(new Set(opened.map(({ sequence }) => sequence)).size).toBe(2);
  });

  test("the same connection in a second capture is a stream of its own", () => {
    const text = [ACCEPT, GET, OK, CLOSE, ""].join("\n");
    const file = fileOfTexts([text, text]);
    expect(streamsOf(file.packets).size).toBe(2);
    expect(file.interfaces.map(({ name }) => name)).toEqual(["0.strace", "1.strace"]);
  });
});

describe("times", () => {
  const timed = (time: string, date: string | null = null): [bigint | undefined, string | undefined] => {
    const line = GET.replace("12:00:00.000002", time).replace(/ {2,}/g, " ");
    const { packets, interfaces } = fileOfTexts([`${line}\n`], date);
    return [packets[0]?.time, interfaces[0]?.comment];
  };

  test("seconds since 1970", () => {
    expect(timed("1700000000.123456")).toEqual([1_700_000_000_123_456_000n, "Times are those of the capture."]);
  });

  test("of a day that is known", () => {
    const [time, comment] = timed("12:00:00.000002", "2026-12-01");
    expect(time).toBe(BigInt(Date.UTC(2026, 11, 1, 12)) * 1_000_000n + 2000n);
    expect(comment).toContain("the day is 2026-12-01");
  });

  test("of a day that is not known: 1970-01-01, which is said", () => {
    const [time, comment] = timed("12:00:00.000002");
    expect(time).toBe(43_200_000_002_000n);
    expect(comment).toContain("1970-01-01, because its date is not known (--date)");
  });

  test("none: a microsecond for each line", () => {
    expect(timed("")).toEqual([1000n, "The capture has no times: each line is a microsecond after the one before it."]);
  });
});

test("the file says what made it, and that its segments are made up", () => {
  const { application, comment } = of(ACCEPT);
  expect(application).toBe("unflushed 1.2.3");
  expect(comment).toContain("segments, acknowledgements and handshakes are made up");
});

test("without a connection it has an interface all the same, or libpcap would refuse it", () => {
  const file = of("10 12:00:00.000001 getpid() = 10");
  expect([file.interfaces.length, file.packets.length]).toEqual([1, 0]);
});

test("what breaks off is whole as far as it goes", () => {
  expect(documentOfTexts([`${[ACCEPT, GET, OK].join("\n")}\n10 12:00:00.000004 wri`])).toBe(
    documentOfTexts([`${[ACCEPT, GET, OK].join("\n")}\n`]),
  );
});
