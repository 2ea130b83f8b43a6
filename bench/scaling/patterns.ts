import { httpPatterns } from "./http-patterns.js";
import { linePatterns } from "./line-patterns.js";
import { pathPatterns } from "./path-patterns.js";
import type { Pattern } from "./pattern.js";
import { processPatterns } from "./process-patterns.js";
import { statePatterns } from "./state-patterns.js";

/** The captures that `check` reads. */
export const patterns: readonly Pattern[] = [
  ...linePatterns,
  ...statePatterns,
  ...processPatterns,
  ...httpPatterns,
  ...pathPatterns,
];
