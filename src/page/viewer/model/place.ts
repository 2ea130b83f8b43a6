/** What the viewer shows: the overview, a connection, or one of its exchanges. It stands in the address of the page, after `#`. */
export type ShownPlace =
  | { readonly kind: "overview" }
  | {
      readonly kind: "connection";
      /** Number of its capture. */
      readonly capture: number;
      /** Such as `c3`. */
      readonly connection: string;
      /** The index in its connection, from 0; null for the connection as a whole. */
      readonly exchange: number | null;
    };

const OVERVIEW: ShownPlace = { kind: "overview" };
const CONNECTION = /^#?(?:(\d+)\.)?(c\d+)(?:\.(\d+))?$/;

/** Reads `#c3`, `#c3.1`, `#0.c3.1`. Anything else is the overview. */
export function placeOfHash(hash: string): ShownPlace {
  const [, capture, connection, exchange] = CONNECTION.exec(hash) ?? [];
  if (connection === undefined) return OVERVIEW;
  return {
    kind: "connection",
    capture: Number(capture ?? 0),
    connection,
    exchange: exchange === undefined ? null : Number(exchange),
  };
}

/** The same as text, with its `#`. The capture is named if there are several. */
export function hashOfPlace(place: ShownPlace, hasSeveral: boolean): string {
  if (place.kind === "overview") return "#overview";
  const { capture, connection, exchange } = place;
  return `#${hasSeveral ? `${capture}.` : ""}${connection}${exchange === null ? "" : `.${exchange}`}`;
}

const FILTER = "#filter=";

/** The text of the filter in `#filter=since%3D14%3A02`; null if the address holds none. */
export function filterOfHash(hash: string): string | null {
  if (!hash.startsWith(FILTER)) return null;
  try {
    return decodeURIComponent(hash.slice(FILTER.length));
  } catch {
    return null; // somebody cut it
  }
}

/** The address of the overview with a filter. */
export function hashOfFilter(text: string): string {
  return text === "" ? "#overview" : `${FILTER}${encodeURIComponent(text)}`;
}
