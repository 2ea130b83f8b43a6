import type { Lab, Server } from "../../server.js";
import { nginxCommand } from "../files/nginx.js";

type Command = (lab: Lab) => readonly string[];

/**
 * Starts an application server and nginx in front of it below one shell, so that one capture holds both. A SIGTERM to
 * the shell stops both.
 */
export const besideNginx =
  (application: Command): Server["command"] =>
  (lab) => [
    ...["sh", "-c", `${application(lab).join(" ")} & a=$!; ${nginxCommand(lab).join(" ")} & n=$!`.concat(STOP)],
  ];

const STOP = '; trap "kill $a $n" TERM; wait; wait';
