import { describe, expect, test } from "vitest";
import { transcript } from "./run.js";

/** The commands of which a transcript is kept. Each stands in the folder of its command, and ends with the exit code. */
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

/** The file of a transcript: `timeline samples/a.strace --fd 99` is in `timeline/a-fd-99.txt`. */
function fileOf([first = "", ...rest]: readonly string[]): string {
  const [folder, words] = first.startsWith("samples/") ? ["check", [first, ...rest]] : [first, rest];
  const name = words.join(" ").replaceAll(/samples\/|\.strace/g, "") || folder;
  return `./transcripts/${folder}/${name.replaceAll(/[^\w.]+/g, "-").replace(/^-/, "")}.txt`;
}

test.each(commands.map((command) => [command.join(" "), command] as const))("unflushed %s", async (_, command) => {
  await expect(await transcript(command)).toMatchFileSnapshot(fileOf(command));
});

describe("on a narrow page", () => {
  const narrow: readonly (readonly string[])[] = [
    ["samples/hyper-14.9MB-truncated.strace"],
    ["samples/hyper-25-requests-3.3MB.strace", "--limit", "2"],
    ["samples/hyper-25-requests-3.3MB.strace", "--summary"],
    ["samples/record"],
  ];
  test.each(
    narrow.flatMap((command) => [60, 80].map((columns) => [command.join(" "), columns, command] as const)),
  )("unflushed %s, %i columns", async (_, columns, command) => {
    const text = await transcript(command, "", columns);
    await expect(text).toMatchFileSnapshot(fileOf([...command, `${columns} columns`]));
  });

  test("no word of a finding is lost", async () => {
    const command = ["samples/hyper-25-requests-3.3MB.strace", "--notes", "--all"];
    const wordsAt = async (columns: number): Promise<string[]> => {
      const text = await transcript(command, "", columns);
      return text.split(/[\s|]+/).sort();
    };
    const all = await wordsAt(200);
    expect(all.length).toBeGreaterThan(1000);
    for (const columns of [40, 50, 60, 80, 100]) expect(await wordsAt(columns)).toEqual(all);
  });
});
