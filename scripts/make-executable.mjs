// tsc writes files that are not executable, and `npx unflushed` in a checkout needs an executable one
import { chmodSync } from "node:fs";

chmodSync(new URL("../dist/cli/bin.js", import.meta.url), 0o755);
