import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder.js";

// one process runs many files, and loads a module once: what comes after each file is asked for here, which runs before each
afterAll(removeTemporaryFolders);
