import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { unflushed } from "../run.js";

const folder = temporaryFolder();
const SAMPLE = "samples/hyper-14.9MB-truncated.strace";
const MANY = "samples/hyper-25-requests-3.3MB.strace";

/** What check says of a capture, without names of files, targets and sockets. */
async function verdicts(path: string): Promise<unknown> {
  const { stdout } = await unflushed(["--format", "json", path]);
  const isPlace = (key: string): boolean => key === "at" || key === "relatedPlaces"; // in the files of strace -ff
  const { connections, findings, summary } = JSON.parse(stdout, (key, value) => (isPlace(key) ? undefined : value));
  const { servers: _addresses, ...counts } = summary;
  return {
    counts,
    findings,
    exchanges: connections.flatMap(({ exchanges }: { exchanges: { request: { target: string } | null }[] }) =>
      exchanges.map(({ request, ...exchange }) => exchange),
    ),
  };
}

describe("unflushed scrub", () => {
  test("writes a capture with the same verdicts, and tells what it replaced", async () => {
    const output = join(folder, "sample.strace");
    const { stdout, stderr, code } = await unflushed(["scrub", SAMPLE, "-o", output]);
    expect(code).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^.*sample\.strace: [\d,]+ lines\nreplaced: .*header values.*\nchecked: 1 response and 1 finding/s,
    );
    expect(await verdicts(output)).toEqual(await verdicts(SAMPLE));
    expect(readFileSync(output, "latin1")).not.toMatch(/lab\.Y6|image\/avif/);
  });

  test("prints it where no file is named", async () => {
    const { stdout, code } = await unflushed(["scrub", SAMPLE]);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toHaveLength(readFileSync(SAMPLE, "latin1").split("\n").length);
  });

  test("compresses a file that ends in .gz", async () => {
    const output = join(folder, "sample.strace.gz");
    expect((await unflushed(["scrub", SAMPLE, "-o", output])).code).toBe(0);
    expect(gunzipSync(readFileSync(output)).toString()).toContain("shutdown(7");
    expect(await verdicts(output)).toEqual(await verdicts(SAMPLE));
  });

  test("makes one capture of the files of strace -ff, with a column for their pids", async () => {
    const output = join(folder, "one.strace");
    const { code } = await unflushed(["scrub", "samples/hyper-per-thread-files", "-o", output]);
    expect(code).toBe(0);
    expect(readFileSync(output, "latin1")).toMatch(/^\d+ +\d/);
    expect(await verdicts(output)).toEqual(await verdicts("samples/hyper-per-thread-files"));
  });

  test("--minimize keeps what the findings need", async () => {
    const output = join(folder, "small.strace");
    const { stderr, code } = await unflushed(["scrub", MANY, "--minimize", "-o", output]);
    expect(code).toBe(0);
    const lines = readFileSync(output, "latin1").split("\n").length - 1;
    expect(stderr).toContain(`${lines} of 963 lines`);
    expect(lines).toBeLessThan(963);
    const rules = async (path: string) =>
      ((await verdicts(path)) as { findings: { rule: string; outstandingBytes: number }[] }).findings.map(
        ({ rule, outstandingBytes }) => [rule, outstandingBytes],
      );
    expect(await rules(output)).toEqual(await rules(MANY));
  });

  test("--minimize keeps all where there is no finding, and says so", async () => {
    const output = join(folder, "healthy.strace");
    const { stderr, code } = await unflushed(["scrub", "samples/nginx-small.strace", "--minimize", "-o", output]);
    expect(code).toBe(0);
    expect(stderr).toContain("all lines were kept: there is no finding to keep lines for");
  });
});

describe("exit 2, one sentence, and no file", () => {
  test.each([
    ["standard input", ["scrub", "-"], /takes no standard input: name a file/],
    ["a missing capture", ["scrub", join(folder, "missing")], /missing does not exist/],
    ["no strace output", ["scrub", "README.md"], /README\.md is not strace output/],
    [
      "an output that cannot be made",
      ["scrub", SAMPLE, "-o", join(folder, "no", "such.strace")],
      /such\.strace cannot be written \(ENOENT\)/,
    ],
    ["no capture", ["scrub"], /missing required argument 'capture'/],
  ])("%s", async (_what, args, message) => {
    const { stdout, stderr, code } = await unflushed(args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("a capture that would give other verdicts without its text", async () => {
    const capture = join(folder, "odd.strace");
    const lines = [
      "7 accept4(3, NULL, NULL, 0) = 5",
      '7 read(5, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18',
      '7 write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 43) = 43',
      "7 close(5x, said the program", // which number strace printed, nobody can tell
    ];
    writeFileSync(capture, `${lines.join("\n")}\n`);
    const output = join(folder, "odd-out.strace");
    const { stderr, code } = await unflushed(["scrub", capture, "-o", output]);
    expect(stderr).toMatch(/would give other verdicts, so nothing was written/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).not.toContain("odd-out.strace");
  });
});
