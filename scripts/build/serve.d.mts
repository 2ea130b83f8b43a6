import type { Server } from "node:http";

export function serveSite(
  files: ReadonlyMap<string, string | Uint8Array>,
  port?: number,
): Promise<{ readonly server: Server; readonly address: string }>;
