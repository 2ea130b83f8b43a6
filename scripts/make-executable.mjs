// tsc writes plain files; the bin must be executable for `npx unflushed` in a checkout
import { chmodSync } from "node:fs";

chmodSync(new URL("../dist/cli/bin.js", import.meta.url), 0o755);
