// Drives a server: node load.mjs PORT TARGETS REQUESTS CONNECTIONS; targets are separated by commas.
import { Agent, get } from "node:http";

const [port, targets, requests, connections] = process.argv.slice(2);
const paths = targets.split(",");
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });

const ask = (path) =>
  new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path, agent }, (response) => {
      response.resume();
      response.on("close", resolve);
    });
    request.on("error", resolve);
  });

let next = 0;
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (next < Number(requests)) await ask(paths[next++ % paths.length]);
  }),
);
agent.destroy();
