/**
 * Keeps a drawing as wide as its place, and in the colours of the page.
 *
 * @returns what ends that
 */
export function fitPlace(
  element: HTMLElement,
  { resize, redraw }: { readonly resize: () => void; readonly redraw: () => void },
): () => void {
  const observer = new ResizeObserver(resize);
  observer.observe(element);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", redraw);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", redraw);
  };
}
