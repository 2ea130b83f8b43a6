import { useEffect, useState } from "preact/hooks";
import { linkOf, type ReadLink, readLink } from "../model/address.js";
import type { SimulatorSettings } from "../model/settings.js";

/** Milliseconds after the last change: browsers refuse many changes of the address within a short time. */
const REST = 150;

/** The settings that the page shows. They are kept in the address, and a change of the address changes them. */
export function useSettings(first: ReadLink): {
  readonly settings: SimulatorSettings;
  readonly problems: readonly string[];
  readonly change: (changed: SimulatorSettings) => void;
} {
  const [read, setRead] = useState(first);
  useEffect(() => {
    const follow = (): void => setRead(readLink(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    if (read === first) return; // the address is as the reader has written it
    const timer = setTimeout(() => {
      const link = linkOf(read.settings);
      history.replaceState(null, "", link === "" ? location.pathname + location.search : `#${link}`);
    }, REST);
    return () => clearTimeout(timer);
  }, [read]);
  return { ...read, change: (settings) => setRead({ settings, problems: [] }) };
}
