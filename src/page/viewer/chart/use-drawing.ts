import { useEffect, useState } from "preact/hooks";

type Drawing = typeof import("./accepted-chart.js");

/** What draws charts: null while it is on its way, which it is from the first chart on; a sentence if it cannot be had. */
export function useDrawing(): Drawing | string | null {
  const [drawing, setDrawing] = useState<Drawing | string | null>(null);
  useEffect(() => {
    import("./accepted-chart.js").then(setDrawing, () =>
      setDrawing("The chart cannot be drawn: a file of this page did not come. Load the page again."),
    );
  }, []);
  return drawing;
}
