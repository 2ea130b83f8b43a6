import { uint32 } from "./frame-types.js";

/** The settings that count here (RFC 9113, section 6.5.2). */
export const INITIAL_WINDOW_SIZE = 4;
export const MAX_FRAME_SIZE = 5;
const BYTES_OF_A_SETTING = 6;

/** Reads the payload of a SETTINGS frame (section 6.5.1). */
export function eachSetting(payload: Uint8Array, use: (id: number, value: number) => void): void {
  for (let at = 0; at + BYTES_OF_A_SETTING <= payload.length; at += BYTES_OF_A_SETTING) {
    use(uint32(payload, at) >>> 16, uint32(payload, at + 2));
  }
}
