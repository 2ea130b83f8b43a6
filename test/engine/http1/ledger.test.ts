import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

/**
 * A server that offers a body in writes of random size to a kernel that takes a random part of each, and
 * then ends. The model keeps its own books; the analysis must come to the same figures from the text.
 */
const attempt = fc.record({ offered: fc.integer({ min: 1, max: 5000 }), taken: fc.integer({ min: 0, max: 5000 }) });
const ending = fc.constantFrom(
  "shutdown(7, SHUT_WR) = 0",
  "shutdown(7, SHUT_RDWR) = 0",
  "close(7) = 0",
  "exit_group(0) = ?",
);

test("accepted, outstanding and the verdict follow the kernel's counts, whatever the writes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000 }),
      fc.array(attempt, { maxLength: 12 }),
      ending,
      (declared, attempts, end) => {
        const head = `HTTP/1.1 200 OK\\r\\nContent-Length: ${declared}\\r\\n\\r\\n`;
        const size = 37 + String(declared).length;
        const lines = [
          "1 accept4(3, NULL, NULL, 0) = 7",
          '1 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18',
          "1 epoll_ctl(4, EPOLL_CTL_ADD, 7, {events=EPOLLIN, data={u32=7, u64=7}}) = 0",
          `1 write(7, "${head}", ${size}) = ${size}`,
        ];
        let left = declared;
        let wasRefused = false;
        for (const { offered, taken } of attempts) {
          const asked = Math.min(offered, left);
          if (asked === 0) break;
          const count = Math.min(asked, taken);
          lines.push(
            `1 write(7, "."..., ${asked}) = ${count > 0 ? count : "-1 EAGAIN (Resource temporarily unavailable)"}`,
          );
          left -= count;
          wasRefused ||= count < asked;
        }
        const { connections, findings } = analyzeText([...lines, `1 ${end}`].join("\n"));
        expect(connections[0]?.exchanges).toMatchObject([
          {
            response: { declaredBytes: declared, acceptedBytes: declared - left },
            verdict: left === 0 ? "complete" : "truncated",
            outstandingBytes: left,
          },
        ]);
        const rules = findings.map(({ finding }) => finding.rule.id);
        if (left === 0) expect(rules).toEqual(wasRefused ? ["race-window"] : []);
        else
          expect(rules).toEqual([
            end.startsWith("shutdown") ? "shut-wr-outstanding" : expect.stringMatching(/^(?:close|exit)-outstanding$/),
          ]);
      },
    ),
  );
});
