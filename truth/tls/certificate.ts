import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../server.js";

/** The files of a certificate that only this run uses. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  /** The key and the certificate in one file. */
  readonly both: string;
  /** The same for Java, with the password `truth1`. */
  readonly store: string;
}

/** The password of Java's file. It protects nothing: the key is thrown away after the run. */
export const STORE_PASSWORD = "truth1";

/** Where the certificate of this run is. */
export const certificateOf = ({ folder }: Lab): Certificate => ({
  certificate: join(folder, "certificate.pem"),
  key: join(folder, "key.pem"),
  both: join(folder, "both.pem"),
  store: join(folder, "store.p12"),
});

/** Makes a certificate for `localhost` in the folder of the run, valid for a day. */
export function makeCertificate(lab: Lab): Certificate {
  const files = certificateOf(lab);
  const { certificate, key, both, store } = files;
  if (existsSync(store)) return files;
  const quiet = { stdio: "ignore" } as const;
  const made = ["-keyout", key, "-out", certificate, "-days", "1", "-nodes", "-subj", "/CN=localhost"];
  const names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", ...made, ...names], quiet);
  writeFileSync(both, readFileSync(key, "utf8") + readFileSync(certificate, "utf8"));
  const exported = ["-out", store, "-passout", `pass:${STORE_PASSWORD}`, "-name", "truth"];
  execFileSync("openssl", ["pkcs12", "-export", "-in", certificate, "-inkey", key, ...exported], quiet);
  return files;
}
