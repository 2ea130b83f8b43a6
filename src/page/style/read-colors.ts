/**
 * Colours as the page has them now: they differ in the dark, and on paper.
 *
 * @param wanted colours of CSS by names of any kind, such as `var(--ink)`
 */
export function readColors<Name extends string>(
  element: Element,
  wanted: Readonly<Record<Name, string>>,
): Readonly<Record<Name, string>> {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (color: string): string => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const found = Object.entries<string>(wanted).map(([name, color]) => [name, read(color)]);
  probe.remove();
  return Object.fromEntries(found);
}
