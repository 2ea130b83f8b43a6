const START = /,"start":(null|-?[\d.e+-]+)\}$/;

/** The facts of a connection with the time at which its capture begins: for a filter, which takes it off again. */
export function factsWithStart(facts: string, start: number | null): string {
  return `${facts},"start":${start}`;
}

/** The line of a connection without that time, and the time; null if the capture has none. */
export function withoutStart(text: string): { readonly text: string; readonly start: number | null } {
  const [all, start = "null"] = START.exec(text) ?? [];
  if (all === undefined) return { text, start: null };
  return { text: `${text.slice(0, -all.length)}}`, start: start === "null" ? null : Number(start) };
}
