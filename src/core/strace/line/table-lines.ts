/** The titles of the columns of `-c` (count.c). strace 7 adds those of the wall clock. */
const TITLE = /^ *(?:(?:% time|% wall|seconds|usecs\/call|calls|errors|syscall|shortest|longest|wall-\S+) *)+$/;
const FOR_MODE = /^System call usage summary for .+ mode:$/;
const RULE = /^-[- ]+$/;
const ROW = /^ *[\w?.%]+(?: +[\w?.]+)*$/;

/** Recognizes the table of `-c` and `-C`: title, rule, rows, rule, total. It follows the trace and has no prefix. */
export class SummaryTable {
  #rules = 0;
  #isOpen = false;

  /** Takes the next line. Returns whether it belongs to such a table. */
  take(text: string): boolean {
    if (!this.#isOpen) {
      if (FOR_MODE.test(text)) return true;
      this.#isOpen = TITLE.test(text) && text.trim().includes(" ") && /syscall|calls/.test(text);
      this.#rules = 0;
      return this.#isOpen;
    }
    if (RULE.test(text)) {
      this.#rules++;
      return true;
    }
    const isRow = this.#rules > 0 && ROW.test(text);
    if (!isRow || this.#rules > 1) this.#isOpen = false; // one row, the total, follows the second rule
    return isRow;
  }
}

const TIP_TOP = /^ {2}_{30,} +_+$/;
const TIP_ROW = /^ [|/] .{30,} [ |/\\_]/;
const TIP_BOTTOM = /^ \\_{30,}\/ /;
const TIP_TAIL = /^ {50,}\S/;

/** Recognizes the banner of `--tips` (strauss.c): a framed text, and beside it an ostrich with its legs below the frame. */
export class TipBanner {
  #part: "none" | "frame" | "legs" = "none";

  /** Takes the next line. Returns whether it belongs to the banner. */
  take(text: string): boolean {
    if (TIP_TOP.test(text)) this.#part = "frame";
    else if (this.#part === "frame" && TIP_BOTTOM.test(text)) this.#part = "legs";
    else if (this.#part === "legs") {
      if (!TIP_TAIL.test(text)) this.#part = "none";
    } else if (this.#part === "frame" && !TIP_ROW.test(text)) this.#part = "none";
    return this.#part !== "none";
  }
}
