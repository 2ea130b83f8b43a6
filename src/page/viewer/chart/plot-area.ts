import type { ByteScale } from "./byte-scale.js";

/** Pixels of the page around the area of the lines: labels stand at its left and below it. */
const AROUND = { left: 74, right: 20, top: 10, bottom: 32 };

/** The size of a chart, in pixels of the page. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** A canvas with two axes, and a cursor on it. Pixels are those of the canvas, unless they are called pixels of the page. */
export class PlotArea {
  readonly canvas = document.createElement("canvas");
  readonly #over = document.createElement("div");
  readonly #cursor = document.createElement("div");
  /** Where the lines are. */
  box = { left: 0, top: 0, width: 0, height: 0 };

  /**
   * @param last the time at the right end
   * @param onPoint hears at which time the mouse is; null when it leaves
   */
  constructor(
    private readonly element: HTMLElement,
    private readonly last: number,
    private readonly scale: ByteScale,
    size: ChartSize,
    onPoint: (at: number | null) => void,
  ) {
    this.#over.className = "plot-over";
    this.#cursor.className = "plot-cursor";
    this.#cursor.hidden = true;
    this.#over.append(this.#cursor);
    element.append(this.canvas, this.#over);
    this.#over.addEventListener("mousemove", ({ offsetX }) => {
      const at = (offsetX / this.#over.clientWidth) * this.last;
      this.pointAt(at);
      onPoint(at);
    });
    this.#over.addEventListener("mouseleave", () => {
      this.pointAt(null);
      onPoint(null);
    });
    this.resize(size);
  }

  /** Pixels of the canvas for one of the page. */
  get ratio(): number {
    return devicePixelRatio;
  }

  get context(): CanvasRenderingContext2D {
    return this.canvas.getContext("2d") as CanvasRenderingContext2D; // null only for a canvas with another kind of context
  }

  x(at: number): number {
    return this.box.left + (at / this.last) * this.box.width;
  }

  y(bytes: number): number {
    const { forth, max } = this.scale;
    return this.box.top + (1 - forth(bytes) / forth(max)) * this.box.height;
  }

  /** Empties the canvas too. */
  resize({ width, height }: ChartSize): void {
    const { canvas, ratio } = this;
    const inner = { width: width - AROUND.left - AROUND.right, height: height - AROUND.top - AROUND.bottom };
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    Object.assign(canvas.style, pixels({ width, height }));
    Object.assign(this.#over.style, pixels({ left: AROUND.left, top: AROUND.top, ...inner }));
    this.box = {
      left: AROUND.left * ratio,
      top: AROUND.top * ratio,
      width: inner.width * ratio,
      height: inner.height * ratio,
    };
  }

  /** Puts the cursor at a time; null takes it away. */
  pointAt(at: number | null): void {
    this.#cursor.hidden = at === null;
    if (at !== null) this.#cursor.style.left = `${(at / this.last) * 100}%`;
  }

  destroy(): void {
    this.element.replaceChildren();
  }
}

function pixels(sizes: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, `${size}px`]));
}
