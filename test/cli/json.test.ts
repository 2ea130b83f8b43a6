import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { unflushed } from "./run.js";

const schema = JSON.parse(readFileSync(new URL("../../schema/analysis.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const names = readdirSync(new URL("../../samples", import.meta.url)).filter((name) => name.endsWith(".strace"));

test.each(names)("%s as JSON satisfies the shipped schema", async (name) => {
  const { stdout } = await unflushed(["--format", "json", `samples/${name}`]);
  expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
});

test("a Content-Length beyond 2^53 - 1 is reported as that number, which is the largest that the schema allows", async () => {
  const capture = [
    "10 accept4(3, NULL, NULL, 0) = 7",
    '10 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18',
    '10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 90071992547409930\\r\\n\\r\\nhello", 59) = 59',
    "10 close(7) = 0\n",
  ].join("\n");
  const { stdout } = await unflushed(["--format", "json"], capture);
  const document = JSON.parse(stdout);
  const { response } = document.connections[0].exchanges[0];
  expect(response.declaredBytes).toBe(Number.MAX_SAFE_INTEGER);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  response.declaredBytes += 1;
  expect(validate(document)).toBe(false);
});

test("the JSON of the 14.9 MB capture is the one that the design promises", async () => {
  const { stdout, code } = await unflushed(["--format", "json", "samples/hyper-14.9MB-truncated.strace"]);
  const { connections, findings, summary } = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(connections).toMatchObject([
    {
      id: "c1",
      fd: 7,
      transport: "unix",
      role: "server",
      local: "unix:/run/lab.Y6.sock",
      ended: { line: 68, by: "shut-wr" },
      exchanges: [
        {
          request: { method: "POST", target: "/14900000", line: 64 },
          response: {
            status: 200,
            framing: "content-length",
            declaredBytes: 14_900_000,
            acceptedBytes: 219_156,
            outstandingBytes: 14_680_844,
            owedBytes: 14_680_844,
          },
          verdict: "truncated",
          cause: "shut-wr",
          evidence: "declared-length",
        },
      ],
    },
  ]);
  expect(findings).toMatchObject([{ rule: "shut-wr-outstanding", line: 68, relatedLines: [66, 67], exchange: 0 }]);
  const loss = { truncated: 1, echoes: 0, lostBytes: 14_680_844, lostUnknown: 0 };
  expect(summary).toEqual({
    captures: 1,
    connections: 1,
    responses: 1,
    streams: 0,
    complete: 0,
    truncated: 1,
    abortedByPeer: 0,
    overrun: 0,
    inFlight: 0,
    undetermined: 0,
    findings: 1,
    echoes: 0,
    lostBytes: 14_680_844,
    lostUnknown: 0,
    rules: [{ rule: "shut-wr-outstanding", findings: 1, ...loss }],
    servers: [{ address: "unix:/run/lab.Y6.sock", responses: 1, ...loss }],
    otherServers: { responses: 0, truncated: 0, echoes: 0, lostBytes: 0, lostUnknown: 0 },
    statuses: [{ status: 200, responses: 1, ...loss }],
    bodySizes: [
      { fromBytes: 8_388_608, responses: 1, truncated: 1, declaredBytes: 14_900_000, deliveredBytes: 219_156 },
    ],
  });
});

test("the io-uring blind spot names the process that owns the ring", async () => {
  const { stdout, code } = await unflushed(
    ["--format", "json", "-"],
    `10 io_uring_setup(256, {flags=0, sq_entries=256}) = 4
10 accept4(3, NULL, NULL, 0) = 7
10 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 43) = 43
10 io_uring_enter(4, 1, 1, IORING_ENTER_GETEVENTS, NULL, 8) = 1
10 close(7) = 0
`,
  );
  const [capture] = JSON.parse(stdout).captures;
  expect(capture.blindSpots).toMatchObject([{ code: "io-uring", message: expect.stringContaining("(process 10)") }]);
  expect(validate(JSON.parse(stdout))).toBe(true);
  expect(code).toBe(3);
});
