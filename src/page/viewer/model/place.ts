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
