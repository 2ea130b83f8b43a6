import { readdirSync, readFileSync } from "node:fs";
import { quote } from "../../../../src/tools/scrub/line/quoting.js";
import { folded } from "../../../paste.js";
import { type Capture, recordings } from "../captures.js";

const hex = (bytes: string): string => quote(bytes, { isHex: true, isCut: false }).slice(1, -1);
const columns = (bytes: string): string => hex(bytes).replaceAll("\\x", " ").trim();

/** A dump of `-e write=`: at most 16 bytes, on one line. */
const dump = (bytes: string): string =>
  ` | 00000  ${columns(bytes).padEnd(49)} ${bytes.replace(/[^ -~]/g, ".").padEnd(16)} |`;

const plain = String.raw`accept4(3, {sa_family=AF_INET, sin_port=htons(40404), sin_addr=inet_addr("10.1.2.3")}, [128 => 16], SOCK_CLOEXEC) = 5
read(5, "GET /a/b?c=d HTTP/1.1\r\nHost: example.org\r\nCookie: a=b\r\nContent-Length: 0\r\n\r\n", 8192) = 79
openat(AT_FDCWD, "/srv/file.html", O_RDONLY|O_CLOEXEC) = 9
fstat(9, {st_mode=S_IFREG|0644, st_size=9000, ...}) = 0
mmap(NULL, 16384, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ff88dca0000
ioctl(9, TCGETS, 0x7ffd4c0) = -1 ENOTTY (Inappropriate ioctl for device)
write(5, "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 9000\r\n\r\n", 52) = 52
writev(5, [{iov_base="hello", iov_len=5}, {iov_base="x"..., iov_len=3995}], 2) = 4000
write(5, "yyyyyyyy"..., 5000) = -1 EAGAIN (Resource temporarily unavailable)
epoll_wait(4, [{events=EPOLLIN|EPOLLOUT, data={u32=5, u64=5}}], 64, 500) = 1
--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=77, si_uid=1000, si_status=1, si_utime=2, si_stime=3} ---
shutdown(5, SHUT_WR) = 0
close(5) = 0
+++ exited with 0 +++
`;

const lines = (text: string): string[] => text.split("\n").slice(0, -1);
const each = (text: string, change: (line: string, index: number) => string): string =>
  `${lines(text).map(change).join("\n")}\n`;

/** Captures in the dialects of strace's versions and options, and as people pass them on. */
export const dialects: readonly Capture[] = [
  { name: "plain", text: plain },
  {
    name: "4.x",
    text: String.raw`7     accept(3, {sa_family=AF_INET, sin_port=htons(40404), sin_addr=inet_addr("10.1.2.3")}, [128->16]) = 5
7     read(5,  <unfinished ...>
8     socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP <unfinished ...>
7     <... read resumed> "GET / HTTP/1.1\r\n\r\n", 8192) = 18
8     <... socket resumed> ) = 6
8     connect(6, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2a00:1450::200e", &sin6_addr), sin6_flowinfo=htonl(0), sin6_scope_id=0}, 28) = -1 EINPROGRESS (Operation now in progress)
7     clone(child_stack=0x7f0000, flags=CLONE_VM|CLONE_FILES, parent_tidptr=0x7f99, tls=0x7f98, child_tidptr=0x7f99) = 9
7     stat("/dev/zero", {st_mode=S_IFCHR|0666, st_rdev=makedev(1, 5), ...}) = 0
7     write(5, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", 57 <unfinished ...>
8     +++ killed by SIGSEGV (core dumped) +++
7     <... write resumed> ) = 57
7     exit_group(1) = ?
7     +++ killed by SIGKILL +++
`,
  },
  {
    name: "5.10 -yy -ttt -T",
    text: String.raw`77 1795470769.295275 accept4(3<TCP:[10.1.2.3:8080]>, {sa_family=AF_INET, sin_port=htons(40404), sin_addr=inet_addr("10.9.8.7")}, [128->16], SOCK_CLOEXEC) = 5<TCP:[10.1.2.3:8080->10.9.8.7:40404]> <0.000123>
77 1795470769.295276 read(5<TCP:[10.1.2.3:8080->10.9.8.7:40404]>, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", 8192) = 28 <0.000012>
77 1795470769.295277 connect(6<(null):[4711]>, {sa_family=AF_UNIX, sun_path=@"abstract"}, 11) = 0 <0.000012>
77 1795470769.295278 sendto(6<UNIX:[4711->4712,"/run/db.sock"]>, "select 1", 8, MSG_NOSIGNAL, NULL, 0) = 8 <0.000012>
77 1795470769.295279 openat(AT_FDCWD</srv>, "a", O_RDONLY) = 9</srv/a> <0.000012>
77 1795470769.295280 sendfile(5<TCP:[10.1.2.3:8080->10.9.8.7:40404]>, 9</srv/a>, [0] => [4000], 9000) = 4000 <0.000012>
77 1795470769.295281 restart_syscall(<... resuming interrupted poll ...>) = 1 <0.000012>
77 1795470769.295282 recvmsg(6, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[8]}], msg_controllen=24, msg_flags=0}, 0) = 1 <0.000012>
77 1795470769.295283 shutdown(5<TCP:[10.1.2.3:8080->10.9.8.7:40404]>, SHUT_WR) = 0 <0.000012>
77 1795470769.295284 close(9</srv/a>(deleted)) = 0 <0.000012>
`,
  },
  {
    name: "6.1 -f on stderr, with messages",
    text: String.raw`strace: Process 77 attached with 2 threads
[pid    77] accept4(3, NULL, NULL, SOCK_CLOEXEC <unfinished ...>
[pid    78] write(2, "starting\n", 9starting
)   = 9
[pid    77] <... accept4 resumed>) = 5
the server says hello, request 12 for user 34
[pid    77] read(5, "GET / HTTP/1.1\r\n\r\n", 8192) = 18
[pid    77] clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLDstrace: Process 79 attached
, child_tidptr=0x7f8a10) = 79
[pid    77] write(5, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 41) = 41
[pid    79] close(5) = 0
[pid    79] +++ exited with 0 +++
[pid    77] --- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=9, si_uid=0, si_int=5, si_ptr=0x5} ---
[pid    77] close(5 <detached ...>
strace: Process 77 detached
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 66.67    0.000020          10         2           write
 33.33    0.000010          10         1         1 accept4
------ ----------- ----------- --------- --------- ----------------
100.00    0.000030          10         3         1 total
`,
  },
  {
    name: "7.x -N --decode-pids=comm --secontext",
    text: String.raw`7<nginx> 10:29:50.018366 [system_u:system_r:httpd_t:s0] accept4(sockfd=3<TCP:[127.0.0.1:80]>, addr=NULL, addrlen=NULL, flags=SOCK_CLOEXEC) = 5<TCP:[127.0.0.1:80->127.0.0.1:5000]>
7<nginx> 10:29:50.018367 [system_u:system_r:httpd_t:s0] read(fd=5<TCP:[127.0.0.1:80->127.0.0.1:5000]>, buf="GET / HTTP/1.1\r\n\r\n", count=8192) = 18
7<nginx> 10:29:50.018368 [system_u:system_r:httpd_t:s0] openat(dirfd=AT_FDCWD</srv>, pathname="/etc/x" [system_u:object_r:etc_t:s0], flags=O_RDONLY) = 9</etc/x> [system_u:object_r:etc_t:s0]
7<nginx> 10:29:50.018369 [system_u:system_r:httpd_t:s0] write(fd=5<TCP:[127.0.0.1:80->127.0.0.1:5000]>, buf="HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", count=42) = 42
7<nginx> 10:29:50.018370 [system_u:system_r:httpd_t:s0] close(fd=8<{eventfd-count=0, eventfd-id=2, eventfd-semaphore=0}>) = 0
7<nginx> 10:29:50.018371 [system_u:system_r:httpd_t:s0] close(fd=7<signalfd:[USR1 RT_5]>) = 0
7<nginx> 10:29:50.018372 [system_u:system_r:httpd_t:s0] close(fd=5<TCP:[127.0.0.1:80->127.0.0.1:5000]>) = 0
7<nginx> 10:29:50.018373 [system_u:system_r:httpd_t:s0] +++ exited with 0 +++
`,
  },
  {
    name: "-X raw",
    text: String.raw`accept4(3, {sa_family=0x2, sin_port="\x9d\xd4", sin_addr="\x0a\x01\x02\x03"}, [16], 0x80000) = 5
read(5, "GET / HTTP/1.1\r\n\r\n", 8192) = 18
openat(-100, "/srv/a", 0x80000) = 9
write(5, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", 41) = 41
sendto(5, "x"..., 9000, 0x4000, NULL, 0) = 4000
shutdown(5, 0x1) = 0
`,
  },
  {
    name: "-X verbose",
    text: String.raw`accept4(3, {sa_family=0x2 /* AF_INET */, sin_port="\x9d\xd4" /* htons(40404) */, sin_addr="\x0a\x01\x02\x03" /* inet_addr("10.1.2.3") */}, [16], 0x80000 /* SOCK_CLOEXEC */) = 5
read(5, "GET / HTTP/1.1\r\n\r\n", 8192) = 18
openat(-100 /* AT_FDCWD */, "/srv/a", 0x80000 /* O_RDONLY|O_CLOEXEC */) = 9
write(5, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", 41) = 41
utimensat(-100 /* AT_FDCWD */, "a", [{tv_sec=1795429393 /* 2026-11-23T10:23:13.266854533+0000 */, tv_nsec=266854533}, 0x3ffffffe /* UTIME_OMIT */], 0) = 0
poll([{fd=5, events=0x4 /* POLLOUT */}], 1, 500) = 1 ([{fd=5, revents=0x4 /* POLLOUT */}])
shutdown(5, 0x1 /* SHUT_WR */) = 0
`,
  },
  {
    name: "-e write=all -r -k",
    text: [
      "     0.000000 accept4(3, NULL, NULL, 0) = 5",
      '     0.000011 read(5, "GET /abc HTTP/1."..., 8192) = 21',
      dump("GET /abc HTTP/1."),
      ` | 00010  ${columns("1\r\n\r\n").padEnd(49)} ${"1....".padEnd(16)} |`,
      '     0.000011 writev(5, [{iov_base="HTTP/1.1 200"..., iov_len=16}, {iov_base="Content-Length: "..., iov_len=16}], 2) = 32',
      " * 16 bytes in buffer 0",
      dump("HTTP/1.1 200 O\r\n"),
      " * 16 bytes in buffer 1",
      dump("Content-Length: "),
      '     0.000011 write(5, "9\\r\\n\\r\\n123", 8) = 8',
      dump("9\r\n\r\n123"),
      '     0.000012 write(9</var/log/a>, "secret", 6) = 6',
      dump("secret"),
      "     0.000012 close(5) = 0",
      " > /usr/lib/libc.so.6(__close+0x14) [0xf7f14]",
      " > /srv/app(main+0x20) [0x1234]",
      "",
    ].join("\n"),
  },
  { name: "-xx", text: plain.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => `"${hex(read(inner))}"`) },
  {
    name: "folded",
    text: `${lines(plain)
      .flatMap((line) => folded(line, 61))
      .join("\n")}\n`,
  },
  { name: "quoted", text: each(plain, (line) => `> ${line}`) },
  {
    name: "HTML-escaped",
    text: plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  },
  { name: "numbered", text: each(plain, (line, index) => `${String(index + 10)}:${line}`) },
  { name: "journald", text: each(plain, (line) => `Nov 28 10:00:01 web-1 strace[4304]: ${line}`) },
  { name: "-ttt and precision of seconds", text: each(plain, (line) => `1795470769 ${line}`) },
  { name: "-t -n -i", text: each(plain, (line) => `10:29:50 [  59] [00007f2a1cd55000] ${line}`) },
];

function read(inner: string): string {
  return inner.replace(/\\(.)/g, (_, char: string) => ({ r: "\r", n: "\n" })[char] ?? char);
}

const threads = new URL("../../../../samples/hyper-per-thread-files/", import.meta.url);

/** Every sample, also each file of `-ff`, and the dialects. */
export const planted: readonly Capture[] = [
  ...recordings,
  ...readdirSync(threads).map((name) => ({ name, text: readFileSync(new URL(name, threads), "latin1") })),
  ...dialects,
];
