import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { analyzeFile, analyzeText, type CaptureAnalysis, readCapture } from "../../src/index.js";
import { socketFacts } from "../engine/bytes/facts.js";
import { folded } from "../paste.js";
import { temporaryFolder } from "../temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAMPLE = at("samples/hyper-14.9MB-truncated.strace");
const SET = at("samples/hyper-per-thread-files");
const text = readFileSync(SAMPLE, "latin1");
const threads = [30269, 30270, 30271].map((pid) => ({ pid, text: readFileSync(`${SET}/trace.${pid}`, "latin1") }));

/** The same but for what it is called. */
const named = <T extends { capture: { path: string } }>(analysis: T, path: string): T => ({
  ...analysis,
  capture: { ...analysis.capture, path },
});
/** All that it says: also the bytes of the calls, and what their sockets said last. */
const told = (analysis: CaptureAnalysis): unknown =>
  JSON.parse(JSON.stringify(analysis, (key, value) => (key === "socket" ? socketFacts(value) : value)));
const failure = (path: string): Promise<unknown> => analyzeFile(path).catch((error: unknown) => error);

describe("analyzeFile", () => {
  test("a file comes to the same as its text", async () => {
    const analysis = await analyzeFile(SAMPLE);
    expect(told(analysis)).toEqual(told(named(analyzeText(text), SAMPLE)));
    expect(analysis.findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  test.each([
    ["gz", () => gzipSync(text)],
    ["zst", () => readFileSync(at("test/fixtures/truncated.strace.zst"))],
    ["xz", () => readFileSync(at("test/fixtures/truncated.strace.xz"))],
  ])("a file in .%s has findings", async (end, bytes) => {
    const path = join(temporaryFolder(), `capture.${end}`);
    writeFileSync(path, bytes());
    expect((await analyzeFile(path)).findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  const utf16be = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  test.each([
    ["UTF-16, as PowerShell redirects", Buffer.from(`\ufeff${text.replaceAll("\n", "\r\n")}`, "utf16le")],
    ["UTF-16 with the higher byte first", utf16be],
    ["UTF-16 without a byte order mark", Buffer.from(text, "utf16le")],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 that is compressed", gzipSync(utf16be)],
  ])("a file in %s comes to the same as its text, and says so", async (name, bytes) => {
    const path = join(temporaryFolder(), "capture");
    writeFileSync(path, bytes);
    const { capture, ...found } = await analyzeFile(path);
    const { recordedWith, ...facts } = capture;
    const plain = named(analyzeText(text), path);
    const alike = { ...facts, recordedWith: plain.capture.recordedWith };
    expect(told({ ...found, capture: alike })).toEqual(told(plain));
    expect(recordedWith.includes("UTF-16")).toBe(name.startsWith("UTF-16"));
  });

  test("a NUL that the traced program printed is no reason to refuse a capture", async () => {
    const path = join(temporaryFolder(), "capture");
    writeFileSync(path, `ready\0\n${text}`);
    expect((await analyzeFile(path)).findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  test.each([
    ["truss", 'read(4, " G E T   /".., 8192)\t= 40\nwrite(4, " H T T P / 1".., 200)\t= 200\n'],
    ["truss", 'read(5,"GET /a",8192)\t\t\t = 28 (0x1c)\nclose(5)\t\t\t = 0 (0x0)\n'],
    [
      "truss",
      '/1:\tread(5, " G E T", 8192)\t\t= 28\n/1:\twrite(5, " H", 9)\tErr#11 EAGAIN\n/2:\tclose(5)\tErr#9 EBADF\n',
    ],
    ["dtruss", 'SYSCALL(args) \t\t = return\nread(0x5, "GET\\0", 0x2000)\t\t = 28 0\nclose(0x5)\t\t = 0 0\n'],
    ["ktrace", " 812 nginx    CALL  read(0x5,0x7f00,0x2000)\n 812 nginx    RET   read 28/0x1c\n"],
    [
      "gVisor",
      'I1128 10:00:00.0 1 strace.go:564] [ 1: 1] nginx E read(0x5, 0x7f, 0x2000)\nI1128 10:00:00.1 1 strace.go:602] [ 1: 1] nginx X read(0x5, 0x7f "GET", 0x2000) = 28 (0x1c) (12.3us)\n',
    ],
    [
      "gVisor",
      "I1128 10:00:00.0 1 x:0] [ 12] nginx X write(0x4 socket:[4], ..., 0x11) = 0x11 (42.4us)\nI1128 10:00:00.1 1 x:0] [ 12] nginx E read(0x4 socket:[4], 0xc0, 0x1)\n",
    ],
    [
      "Gramine",
      "[P1:T2:nginx] trace: ---- recv(7, 0x11506100, 1024, 0) = 0x7b\n[P1:T2:nginx] trace: ---- writev(7, 0x140285e1e110, 1) = 0xea\n",
    ],
    [
      "Gramine",
      "[P1:T10:hello] trace: ---- shim_read(5, 0x742ac000, 0x1000) ...\n[P1:T10:hello] trace: ---- return from shim_read(...) = 0x0\n",
    ],
    [
      "SGX-LKL",
      "[[ LKL SYSC ]] [tid=1  ] read   63\t(4, 140734279006400, 960, 0, 0, 0) = 96\n[[ LKL SYSC ]] [tid=1  ] fstat  80\t(4, 1407, 0, 0, 0, 0) = 0\n",
    ],
    [
      "Unikraft",
      "accept4(0x6, 0x40047fbc0, ...) = Resource temporarily unavailable (-11)\nread(fd:7, <out>0x1000d34000, 4096) = 28\n",
    ],
    [
      "sysdig",
      "1 10:00:00.123456789 0 nginx (7012) > read fd=5 size=8192\n2 10:00:00.123456790 0 nginx (7012) < read res=28\n",
    ],
    [
      "perf trace",
      "     0.000 ( 0.012 ms): nginx/7012 read(fd: 5, buf: 0x7f, count: 8192) = 28\n     0.020 (         ): nginx/7012 write(fd: 5, buf: 0x7f, count: 41) ...\n",
    ],
    ["ltrace", 'SYS_read(5, "GET", 8192) = 28\nSYS_write(5, "H", 41) = 41\n'],
    ["ltrace", 'read@SYS(5, "GET", 8192) = 28\nwrite@SYS(5, "H", 41) = 41\n'],
    ["bpftrace", "Attaching 2 probes...\nnginx 5\n"],
  ])("names %s, whose output it is", async (tracer, content) => {
    const path = join(temporaryFolder(), "trace");
    writeFileSync(path, content);
    const error = await failure(path);
    expect(error).toMatchObject({ code: "capture-of-other-tracer" });
    expect(String(error)).toContain(`is the output of ${tracer}, not of strace: `);
  });

  test("the files of -ff may have columns in front of their times", async () => {
    const folder = temporaryFolder();
    for (const { pid, text: lines } of threads) {
      writeFileSync(join(folder, `trace.${pid}`), lines.replace(/^(?=.)/gm, "> "));
    }
    const { findings } = await analyzeFile(join(folder, "trace"));
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  test("the files of -ff may be folded", async () => {
    const folder = temporaryFolder();
    for (const { pid, text: lines } of threads) {
      const pieces = lines.split("\n").flatMap((line) => folded(line, 120));
      writeFileSync(join(folder, `trace.${pid}`), pieces.join("\n"));
    }
    const analysis = await analyzeFile(join(folder, "trace"));
    const whole = await analyzeFile(SET);
    expect(analysis.findings).toHaveLength(1);
    const verdicts = ({ findings }: typeof whole) => findings.map(({ finding }) => finding.judgement.about);
    expect(verdicts(analysis)).toEqual(verdicts(whole));
    expect(analysis.capture).toMatchObject({ lines: whole.capture.lines, unrecognizedLines: 0 });
  });

  test("lines that are missing in a file of -ff are no lines of the merged capture", async () => {
    const written = (column: (line: number) => string): string => {
      const folder = temporaryFolder();
      for (const { pid, text: lines } of threads) {
        const rows = lines
          .trimEnd()
          .split("\n")
          .map((line, index) => `${column(index + 1)}${line}\n`);
        writeFileSync(join(folder, `trace.${pid}`), rows.filter((_row, index) => index < 3 || index > 5).join(""));
      }
      return join(folder, "trace");
    };
    const bare = await analyzeFile(written(() => ""));
    const numbered = await analyzeFile(written((line) => `${line}: `));
    expect(numbered.capture.blindSpots.map(({ code }) => code)).toContain("lines-elided");
    expect(bare.capture.blindSpots.map(({ code }) => code)).not.toContain("lines-elided");
    expect(numbered.capture.lines).toBe(bare.capture.lines);
    expect(numbered.connections.map(({ opened }) => opened)).toEqual(bare.connections.map(({ opened }) => opened));
  });

  test("the source of a web page is named as what it is", async () => {
    const path = join(temporaryFolder(), "page");
    writeFileSync(path, '<pre><span>read(5, "GET", 8192) = 3</span><br><span>close(5) = 0</span><br></pre>\n');
    expect(await failure(path)).toMatchObject({ code: "capture-not-strace", message: expect.stringContaining("HTML") });
  });

  test.each([SET, join(SET, "trace")])("the files of -ff, as %s, come to the same as their texts", async (path) => {
    const analysis = await analyzeFile(path);
    expect(told(analysis)).toEqual(told(named(analyzeText(threads), path)));
    expect(analysis.findings).toHaveLength(1);
  });

  test("hands the listener what it finds, and looks for the given rules alone", async () => {
    const heard: string[] = [];
    const { findings } = await analyzeFile(SAMPLE, { onFinding: ({ finding }) => heard.push(finding.rule.id) });
    expect(heard).toEqual(findings.map(({ finding }) => finding.rule.id));
    expect((await analyzeFile(SAMPLE, {}, { rules: [] })).findings).toEqual([]);
  });

  test("says with a code why there is nothing to analyze", async () => {
    const folder = temporaryFolder();
    const file = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    mkdirSync(join(folder, "none"));
    cpSync(join(SET, "trace.30269"), join(folder, "bare.1"));
    file("bare.2", 'read(3, "", 1) = 0\n');
    expect(await failure(join(folder, "missing"))).toMatchObject({ name: "UnflushedError", code: "capture-not-found" });
    expect(await failure(join(folder, "none"))).toMatchObject({ code: "capture-is-directory" });
    expect(await failure(file("empty", ""))).toMatchObject({ code: "capture-empty" });
    expect(await failure(file("binary", Buffer.from([0x7f, 0x45, 0, 1])))).toMatchObject({ code: "capture-binary" });
    expect(await failure(file("poem", "a poem\nof two lines\n"))).toMatchObject({ code: "capture-not-strace" });
    const cut = gzipSync(text).subarray(0, 500);
    expect(await failure(file("cut.gz", cut))).toMatchObject({ code: "capture-damaged" });
    expect(await failure(join(folder, "bare"))).toMatchObject({ code: "capture-unordered" });
  });
});

describe("readCapture", () => {
  test("gives the lines of a set in the order of their times, each with its thread", async () => {
    const lines: string[] = [];
    const pids = new Set<number | null>();
    await readCapture(SET, (bytes, start, end, pid) => {
      pids.add(pid);
      lines.push(Buffer.from(bytes.subarray(start, end)).toString("latin1"));
    });
    expect([...pids].sort()).toEqual([30269, 30270, 30271]);
    expect(lines.toSorted()).toEqual(threads.flatMap((thread) => thread.text.trimEnd().split("\n")).toSorted());
  });
});
