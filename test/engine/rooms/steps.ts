import fc from "fast-check";

type Choices<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };
/** The names of the methods of T. */
type Method<T> = { [K in keyof T]: T[K] extends (...args: never) => void ? K : never }[keyof T];
type ArgumentsOf<F> = F extends (...args: infer A) => void ? A : never;

/** A method to be called, and its arguments. */
export interface Step<T> {
  readonly what: Method<T>;
  readonly args: readonly unknown[];
}

/** A choice among the methods of T: each as often as its weight says, with arguments drawn at random. */
export class Steps<T> {
  readonly #choices: { weight: number; arbitrary: fc.Arbitrary<Step<T>> }[] = [];

  does<M extends Method<T>>(weight: number, what: M, ...choices: Choices<ArgumentsOf<T[M]>>): this {
    const args = fc.tuple(...(choices as readonly fc.Arbitrary<unknown>[]));
    this.#choices.push({ weight, arbitrary: args.map((values) => ({ what, args: values })) });
    return this;
  }

  get any(): fc.Arbitrary<Step<T>> {
    return fc.oneof(...this.#choices);
  }
}

/** Does what was drawn, one after the other. */
export function run<T>(on: T, steps: readonly Step<T>[]): void {
  for (const { what, args } of steps) (on[what] as (...args: readonly unknown[]) => void).apply(on, [...args]);
}
