import { useEffect, useRef, useState } from "preact/hooks";
import type { ModelSource } from "./model/model-source.js";
import { placeOfHash, type ShownPlace } from "./model/place.js";

/** The version of a model: who calls this is drawn again when it changes. */
export function useModelVersion(source: ModelSource): number {
  const [version, setVersion] = useState(source.version);
  useEffect(() => {
    setVersion(source.version);
    return source.subscribe(() => setVersion(source.version));
  }, [source]);
  return version;
}

/** What the address of the page asks for, also after it has changed. */
export function useShownPlace(): ShownPlace {
  const [place, setPlace] = useState(() => placeOfHash(location.hash));
  useEffect(() => {
    const onHash = (): void => setPlace(placeOfHash(location.hash));
    addEventListener("hashchange", onHash);
    return () => removeEventListener("hashchange", onHash);
  }, []);
  return place;
}

/** True while the page is laid out for paper. */
export function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(() => matchMedia("print").matches);
  useEffect(() => {
    const paper = matchMedia("print");
    const onChange = (): void => setIsPrinting(paper.matches);
    paper.addEventListener("change", onChange);
    return () => paper.removeEventListener("change", onChange);
  }, []);
  return isPrinting;
}

/** A choice that keys move. A key that comes before the page is drawn again knows what the last one chose. */
export function useChoice<T>(first: T): [chosen: () => T, choose: (next: T) => void] {
  const newest = useRef(first);
  const [, draw] = useState(first);
  const choose = (next: T): void => {
    newest.current = next;
    draw(next);
  };
  return [() => newest.current, choose];
}

/** Handles a key anywhere on the page. Keys that somebody types into a field are left to the field, but for Escape. */
export function usePageKey(key: string, onKey: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => {
      const isTyped =
        event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea");
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || (isTyped && key !== "Escape")) return;
      onKey(event);
    };
    addEventListener("keydown", onDown);
    return () => removeEventListener("keydown", onDown);
  }, [key, onKey]);
}
