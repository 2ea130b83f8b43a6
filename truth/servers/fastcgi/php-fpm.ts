import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** php-fpm as a shell finds it: Debian puts the version into the name of the program. */
export const FPM = "$(command -v php-fpm || ls /usr/sbin/php-fpm* | tail -n 1)";

/** Where php-fpm listens, how many workers it has, and after how many seconds its master kills one. */
export interface FpmPlan {
  /** `127.0.0.1:9000`, or the path of a socket. */
  readonly listen: string;
  readonly children: number;
  readonly timeout: number;
}

const fileIn = (folder: string): string => join(folder, "fpm.conf");

/** Writes php-fpm's configuration into this folder. */
export function configureFpm(folder: string, { listen, children, timeout }: FpmPlan): void {
  writeFileSync(
    fileIn(folder),
    `[global]
error_log = ${folder}/fpm.log
[lab]
user = root
listen = ${listen}
pm = static
pm.max_children = ${children}
request_terminate_timeout = ${timeout}
`,
  );
}

/** Starts php-fpm with the configuration in this folder. */
export const fpmCommand = ({ folder }: { readonly folder: string }): string[] => [
  ...["sh", "-c", `exec ${FPM} -F -R -y ${fileIn(folder)}`],
];
