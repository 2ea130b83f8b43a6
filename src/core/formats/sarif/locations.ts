import { type Placed, placeIn } from "../../records/placed.js";
import { visible } from "../../text/escape.js";

/** The part of a location that says where it is (SARIF 2.1.0, section 3.29). */
export interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string };
  region?: { readonly startLine: number; snippet?: { readonly text: string } };
}

/** A location; SARIF 2.1.0, section 3.28. */
export interface Location {
  readonly physicalLocation: PhysicalLocation;
  readonly message?: { readonly text: string };
}

/** The capture as a whole. */
export function artifactOf(path: string): Location {
  return { physicalLocation: { artifactLocation: { uri: uriOf(path) } } };
}

/** A line of a capture: of its own file, if the capture is a set of files. */
export function locationOf(path: string, at: Placed & { readonly line: number }): Location {
  const { file, line } = placeIn(path, at);
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } } };
}

/** A reference: relative as the path is, percent-encoded. */
export function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("'", "%27"))
    .join("/");
  if (path.startsWith("//")) return `file:///${encoded.replace(/^\/+/, "")}`;
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}

/** Nothing in it is a link or a placeholder (SARIF 2.1.0, sections 3.11.5 and 3.11.6). */
export function messageText(text: string): string {
  const safe = text.split("\n").map(visible).join("\n");
  return safe.replace(/[\\[\]]/g, "\\$&").replace(/[{}]/g, "$&$&");
}

/** `The end.` of `the end`. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
