import { threadFiles } from "./thread-files.js";

/** The files that reading a capture opens: the one of this name, or those of its `-ff` set. */
export function filesOfCapture(path: string): string[] {
  try {
    return threadFiles(path)?.map((each) => each.path) ?? [path];
  } catch {
    return [path]; // reading it reports the problem
  }
}
