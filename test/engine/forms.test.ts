import { describe, expect, test } from "vitest";
import { linesOf } from "./engine.js";
import { readerSays } from "./reader.js";

const call = "read(7, 0x7f, 10) = 3";

describe("the engine reads", () => {
  test.each([
    ["no column", call],
    ["[pid N]", `[pid     7] ${call}`],
    ["a pid of -o", `7     ${call}`],
    ["a long pid", `4194304 ${call}`],
    ["-Y", `7<nginx> ${call}`],
    ["-Y and a bracket", `[pid 7<a]b>] 10:00:01 ${call}`],
    ["-n", `7     [   0] ${call}`],
    ["-n, of a number that is not known", `[????] ${call}`],
    ["-i", `[00007f8ac363f000] ${call}`],
    ["-i with as many digits as there may be", `[0123456789abcdef0] ${call}`],
    ["-n -i", `10:00:01 [   0] [0804f000] ${call}`],
    ["-t", `10:00:01 ${call}`],
    ["-tt", `7     10:00:01.250000 ${call}`],
    ["-ttt", `[pid 7] 1763892982.250000 ${call}`],
    ["-ttt in whole seconds", `1763892982 ${call}`],
    ["nanoseconds", `10:00:01.250000001 ${call}`],
    ["-r", `     0.250000 ${call}`],
    ["-r in whole seconds", `     0 ${call}`],
    ["-r after a pid", `12345      0.250000 ${call}`],
    ["-t -r", `10:00:01 (+     0.250000) ${call}`],
    ["-T", `${call} <0.000012>`],
    ["a column of blanks before the result", "close(3)                = 0"],
    ["CRLF", `${call}\r`],
    ["a decoration", "accept4(3<TCP:[1:2]>, NULL, NULL, 0) = 4<TCP:[1:2->3:4]>"],
    ["a device", 'openat(AT_FDCWD, "/dev/null", O_RDWR) = 3</dev/null<char 1:3>>'],
    ["a Unix socket", 'write(4<UNIX-STREAM:[53->54,"/srv s>]\\"x"]>, "a", 1) = 1'],
    ["an error", "close(3) = -1 EBADF (Bad file descriptor) <0.000003>"],
    ["an injected error", "close(3) = -1 EIO (Input/output error) (INJECTED)"],
    ["a result that nobody saw", "exit_group(0) = ?"],
    ["a call to be restarted", "read(7, 0x7f, 1) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)"],
    ["an address", "mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, -1, 0) = 0x7f57b8a7e000"],
    ["a remark", "poll([{fd=5, events=POLLIN}], 1, 9) = 1 ([{fd=5, revents=POLLIN}]) <0.000012>"],
    ["flags", "fcntl(5, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)"],
    ["names of arguments", 'write(fd=7, buf="x"..., count=20) = 20'],
    ["a change", "getsockname(4, {sa_family=AF_INET}, [128 => 16]) = 0"],
    ["a change to a string", 'prctl(1, "a" => "b") = 0'],
    ["a change to a struct", "getrlimit(1, {a=1} => {a=2}) = 0"],
    ["a change to an array", "poll([1]->[2], a==b, c!=d) = 0"],
    ["a set", "rt_sigprocmask(SIG_BLOCK, ~[RTMIN RT_1], [], 8) = 0"],
    ["a comment", 'execve("/x", ["x"], 0x7ffd /* 35 vars */) = 0'],
    ["a query", 'read(7, "GET /?a=1&b=2 HTTP/1.1", 22) = 22'],
    ["a string with a bracket", 'write(7, ") = 5 \\" (", 9) = 9'],
    ["the program's output whose count is the result", 'write(1, "ab", 2) = 2'],
    ["a first half", "read(7,  <unfinished ...>"],
    ["a second half", '<... read resumed>"x", 1) = 1'],
    ["a second half without arguments", "<... close resumed>) = 0"],
    ["an exit", "7     +++ exited with 0 +++"],
    ["a thread that was killed", "+++ killed by SIGSEGV (core dumped) +++"],
    ["a signal", "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---"],
    ["a signal of which nothing is known", "--- SIGSTOP ---"],
  ])("%s: %s", (_what, line) => {
    const [said] = linesOf(`${line}\n`);
    expect(said).not.toBeNull();
    expect(said).toEqual(readerSays(line));
  });
});

describe("the engine asks about", () => {
  test.each([
    ["nothing", ""],
    ["a comment at the top", "# strace -f"],
    ["a message", "strace: Process 9 attached"],
    ["other text", "hello world"],
    ["a name that no kernel has", "printf(3) = 0"],
    ["the name of a command that does not end", `7<nginx ${call}`],
    ["brackets that are longer than a pointer", `[0123456789abcdef01] ${call}`],
    ["brackets with nothing in them", `[] ${call}`],
    ["a security context", `7 [unconfined_t] ${call}`],
    ["a blank at the end", `${call} `],
    ["a blank at the end of a first half", "read(7,  <unfinished ...> "],
    ["a blank at the end of an exit", "+++ exited with 0 +++ "],
    ["a tab", "read(7,\t0x7f, 10) = 3"],
    ["a colour", "\x1b[1mclose\x1b[0m(3) = 0"],
    ["an entity", "read(7, &quot;x&quot;, 1) = 1"],
    ["an entity by its number", "read(7, &#34;x&#34;, 1) = 1"],
    ["a call that was cut", 'write(7, "abc'],
    ["a call without a result", "close(3)"],
    ["a bracket that does not close", "poll([{fd=3}, 1, 1) = 1"],
    ["what is no change", "close(a!=>5) = 0"],
    ["a change of a change", "close(1 => 2 => 3) = 0"],
    ["two names", "close(a=b=c) = 0"],
    ["a call without a name", "close(7(8)) = 0"],
    ["eight brackets in brackets", `close(${"[".repeat(8)}${"]".repeat(8)}) = 0`],
    ["an octal result", "umask(022) = 022"],
    ["a result of too many digits", "mmap(NULL) = 9007199254740993"],
    ["two remarks", "poll([], 0, 1) = 0 (Timeout) (INJECTED)"],
    ["an error without its explanation", "close(3) = -1 EBADF"],
    ["an error without a name", "close(3) = -1 (errno 512)"],
    ["a note", `${call}  // here`],
    ["a detached thread", "poll([{fd=3}], 1 <detached ...>"],
    ["the program's own output", 'write(1, "64\\n", 3) = 364'],
    ["the call of a thread that is killed", "<... poll resumed> <unfinished ...>) = ?"],
    ["a signal by its number", "--- 33 {si_signo=33} ---"],
    ["an exec", "+++ superseded by execve in pid 7 +++"],
    ["a personality", "[ Process PID=7 runs in 32 bit mode. ]"],
  ])("%s: %s", (_what, line) => {
    expect(linesOf(`${line}\n`)).toEqual([null]);
  });
});
