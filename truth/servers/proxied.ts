import type { Server } from "../server.js";
import { app } from "../server.js";
import { node } from "./node.js";

/** What node's lab server answers, through a proxy: its broken ones are an upstream that dies. */
export const proxied: Server["features"] = { ...node.features, ...app };
