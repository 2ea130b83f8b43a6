import { DefaultReporter, type TestModule } from "vitest/node";

/** Prints the files with a failed test, and the sum at the end: the log of a green run fits a screen. */
export default class QuietReporter extends DefaultReporter {
  protected override printTestModule(module: TestModule): void {
    if (module.state() === "failed") super.printTestModule(module);
  }
}
