import type { Server } from "../../server.js";
import { app } from "../../server.js";
import { node } from "../programs/node.js";

/** The targets of node's lab server, asked through a proxy. Its broken responses are those of an upstream that dies. */
export const proxied: Server["features"] = { ...node.features, ...app };
