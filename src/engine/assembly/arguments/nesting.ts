/** The brackets that are open, and what was read of the element around each. */

/** How much of an element was read. */
export enum Element {
  /** Nothing special. */
  Begun,
  /** `name=` */
  Named,
  /** `before =>` */
  Changed,
}

/** More brackets in brackets do not fit into 32 bits, with four bits each. */
const DEEPEST: i32 = 7;

@unmanaged
export class Nesting {
  element: Element;
  depth: i32;
  /** For each open bracket, which one it is and the element around it. */
  private outer: u32;

  clear(): void {
    this.element = Element.Begun;
    this.depth = 0;
    this.outer = 0;
  }

  /** False if too many are open. */
  opens(bracket: i32): bool {
    if (this.depth === DEEPEST) return false;
    this.outer = (this.outer << 4) | (shapeOf(bracket) << 2) | <u32>this.element;
    this.depth++;
    this.element = Element.Begun;
    return true;
  }

  /** False if another bracket is open, or none. */
  closes(bracket: i32): bool {
    if (this.depth === 0 || ((this.outer >> 2) & 3) !== shapeOf(bracket)) return false;
    this.element = <Element>(this.outer & 3);
    this.outer >>= 4;
    this.depth--;
    return true;
  }

  /** The element is named; false if it was named before, or changes. */
  names(): bool {
    if (this.element !== Element.Begun) return false;
    this.element = Element.Named;
    return true;
  }

  /** The element changes; false if it changed before. */
  changes(): bool {
    if (this.element === Element.Changed) return false;
    this.element = Element.Changed;
    return true;
  }
}

/** One number for `(` and `)`, another for `[` and `]`, a third for braces. */
function shapeOf(bracket: i32): u32 {
  return (bracket >> 4) & 3;
}
