/** The name of a capture without the folders that all of some captures are in. */
export function shortCaptureName(path: string, all: readonly string[]): string {
  const folders = path.split("/").slice(0, -1);
  const others = all.map((each) => each.split("/").slice(0, -1));
  const isCommon = (folder: string, at: number): boolean => others.every((other) => other[at] === folder);
  let common = 0;
  while (common < folders.length && isCommon(folders[common] ?? "", common)) common++;
  return path.split("/").slice(common).join("/");
}
