/** Pixels of the page around a chart in a picture. */
const MARGIN = 16;
const TITLE = 22;

/** A chart as a picture of its own: with a background, and what it shows above it. */
export async function chartImage(
  canvas: HTMLCanvasElement,
  titles: readonly string[],
  colors: { readonly paper: string; readonly ink: string },
): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const picture = document.createElement("canvas");
  picture.width = canvas.width + 2 * MARGIN * ratio;
  picture.height = canvas.height + (2 * MARGIN + titles.length * TITLE) * ratio;
  const context = picture.getContext("2d");
  if (!context) return null;
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = colors.ink;
  context.font = `${13 * ratio}px system-ui, sans-serif`;
  for (const [index, title] of titles.entries()) {
    context.fillText(title, MARGIN * ratio, (MARGIN + (index + 0.7) * TITLE) * ratio, canvas.width);
  }
  context.drawImage(canvas, MARGIN * ratio, (MARGIN + titles.length * TITLE) * ratio);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

/** Saves a picture as a file of this name. */
export function saveImage(image: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(image);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
