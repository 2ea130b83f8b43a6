import type { Server } from "../../server.js";
import { app } from "../../server.js";
import { program } from "../lab-program.js";

export const php: Server = {
  name: "php -S",
  program: "php",
  version: ["php", "--version"],
  command: ({ port }) => ["php", "-q", "-S", `127.0.0.1:${port}`, program("router.php")],
  env: { PHP_CLI_SERVER_WORKERS: "4" },
  features: {
    ...app,
    upload: app.small,
    unread: app.small,
    "until-close": { target: "/15000000/until-close" },
    short: { target: "/15000000/short" },
  },
};
