import { DefaultReporter, type TestModule } from "vitest/node";

/** Prints only the files with a failed test, and the totals at the end. The log of a green run fits on a screen. */
export default class QuietReporter extends DefaultReporter {
  protected override printTestModule(module: TestModule): void {
    if (module.state() === "failed") super.printTestModule(module);
  }
}
