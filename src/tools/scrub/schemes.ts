/** Schemes that are public, and that protocols like HTTP ask for. */
const KNOWN = ["rtsp", "rtsps", "rtspu", "sip", "sips", "tel"];

/** What may be the scheme of a URI, with its colon and the slash after it (core/protocols/http1/sniffer.ts). */
const SCHEME = /^([a-z][a-z0-9+.-]{0,19})(:\/?)?/i;

/**
 * The start of a target, up to the end of its scheme. A public scheme stays, or what may become one. Any other becomes an
 * equally long one that does not exist. What is made of the start of a target may also go on as what is made of all of it.
 */
export function maskScheme(target: string): string {
  const [start = "", scheme = "", end = ""] = SCHEME.exec(target) ?? [];
  const lower = scheme.toLowerCase();
  const isOpen = start === target && end === "";
  const isKnown = KNOWN.some((known) => (isOpen ? known.startsWith(lower) : end !== "" && known === lower));
  return (isKnown ? scheme : "x".repeat(scheme.length)) + end;
}
