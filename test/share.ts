import fc from "fast-check";

const PARTS = 10_000;

/** A share of a whole, any as likely as another. Of `fc.double` nearly all are next to 0: it draws exponents. */
export const share: fc.Arbitrary<number> = fc.nat(PARTS).map((parts) => parts / PARTS);
