import type { CommandPattern } from "./pattern.js";
export const commandPatterns: readonly CommandPattern[] = [];
