import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../../src/core/random.js";
import { ReaderPace } from "../../../src/tools/simulate/pace.js";
import { SocketBuffer } from "../../../src/tools/simulate/socket-buffer.js";

const steps = fc.array(fc.record({ asked: fc.nat(300_000), pause: fc.nat(20_000) }), { maxLength: 20 });
const made = fc.record({
  capacity: fc.integer({ min: 1, max: 250_000 }),
  transport: fc.constantFrom("tcp" as const, "unix" as const),
  rate: fc.integer({ min: 1_000, max: 1e9 }),
  jitter: fc.constantFrom(0, 0.5),
  seed: fc.nat(),
});

test("it never holds more than its capacity, nor is more read than accepted, whatever is written when", () => {
  fc.assert(
    fc.property(made, steps, ({ capacity, transport, rate, jitter, seed }, writes) => {
      const buffer = new SocketBuffer(capacity, transport, new ReaderPace(0, rate, jitter, new Random(seed)), null);
      let at = 0;
      let read = 0;
      for (const { asked, pause } of writes) {
        const { accepted, until } = buffer.write(asked, at);
        expect(accepted).toBeLessThanOrEqual(asked);
        expect(buffer.accepted - buffer.read).toBeLessThanOrEqual(capacity);
        expect(buffer.read).toBeGreaterThanOrEqual(read);
        read = buffer.read;
        at = until + pause;
      }
    }),
  );
});

test("when epoll says EPOLLOUT there is room: no wake-up that gains nothing", () => {
  fc.assert(
    fc.property(made, ({ capacity, transport, rate, jitter, seed }) => {
      const buffer = new SocketBuffer(capacity, transport, new ReaderPace(0, rate, jitter, new Random(seed)), null);
      const { accepted, until } = buffer.write(1_000_000, 0);
      fc.pre(accepted < 1_000_000);
      expect(buffer.write(1_000_000, Math.max(until, buffer.writableAt(until))).accepted).toBeGreaterThan(0);
    }),
  );
});

test("a reader reads at its rate: a second for as many bytes as its rate says", () => {
  const pace = new ReaderPace(500_000, 20e6, 0, new Random(1));
  expect(pace.bytes(0, 1_500_000)).toBeCloseTo(20e6);
  expect(pace.until(0, 20e6)).toBe(1_500_000);
});

test("with jitter it is faster and slower, and about as fast in the long run", () => {
  const pace = new ReaderPace(0, 1e6, 0.5, new Random(1));
  const milliseconds = Array.from({ length: 2_000 }, (_, index) => pace.bytes(index * 4_096, (index + 1) * 4_096));
  expect(Math.min(...milliseconds)).toBeLessThan(3_000);
  expect(Math.max(...milliseconds)).toBeGreaterThan(5_000);
  expect(pace.bytes(0, 2_000 * 4_096) / (2_000 * 4_096)).toBeCloseTo(1, 1);
});
