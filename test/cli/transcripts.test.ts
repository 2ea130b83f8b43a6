import { expect, test } from "vitest";
import { transcript } from "./run.js";

/** Each transcript is a file named after its command; it ends with the exit code. */
const commands: readonly (readonly string[])[] = [
  ["samples/hyper-14.9MB-truncated.strace"],
  ["check", "samples/hyper-string-limit-32.strace"],
  ["samples/hyper-network-only.strace"],
  ["samples/hyper-fixed-14.9MB.strace"],
  ["samples/hyper-client-aborts.strace"],
  ["samples/hyper-client-aborts.strace", "--fail-on", "note"],
  ["samples/hyper-network-only.strace", "--pass-with-no-responses"],
  ["check", "samples/*-14.9MB-truncated.strace", "samples/node-*.strace", "samples/record"],
  ["samples/hyper-per-thread-files"],
  ["samples/record"],
  ["timeline", "samples/hyper-tcp-14.9MB-truncated.strace"],
  ["timeline", "samples/hyper-narrow-filter-3-requests.strace", "--connection", "c2"],
  ["timeline", "samples/hyper-fixed-14.9MB.strace", "--fd", "99"],
  ["rules"],
  ["rules", "shut-wr-outstanding"],
  ["rules", "shut-up"],
];

test.each(commands.map((command) => [command.join(" "), command] as const))("unflushed %s", async (name, command) => {
  const file = `./transcripts/${name.replaceAll(/samples\/|\.strace/g, "").replaceAll(/[^\w.]+/g, "-")}.txt`;
  await expect(await transcript(command)).toMatchFileSnapshot(file);
});
