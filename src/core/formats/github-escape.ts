import { visible } from "../text/escape.js";

/** The message of a command, escaped as the runner's toolkit does it. */
export function data(text: string): string {
  return visible(text).replaceAll("%", "%25");
}

/** The same for the value of a property, which a comma or a colon would end. */
export function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
