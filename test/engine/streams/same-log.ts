/** Writes down what the core reports, as the engine does (test/engine/assembly/stream-log.ts). */
export class NumberLog {
  readonly numbers: number[] = [];

  write(...numbers: readonly (number | boolean | null)[]): void {
    for (const number of numbers) this.numbers.push(number === null ? Number.NaN : Number(number));
  }

  /** Its length, and what its bytes come to. */
  writeText(text: string): void {
    let sum = 0;
    for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
    this.numbers.push(text.length, sum);
  }
}

/** Fails if two logs differ, and shows what came before. */
export function sameLog(actual: readonly number[], expected: readonly number[], what: string): void {
  for (let at = 0; at < Math.max(actual.length, expected.length); at++) {
    if (Object.is(actual[at], expected[at]) || actual[at] === expected[at]) continue;
    const from = Math.max(0, at - 12);
    throw new Error(
      `${what}, number ${at}: the engine says ${actual.slice(from, at + 8)}, the core ${expected.slice(from, at + 8)}`,
    );
  }
}
