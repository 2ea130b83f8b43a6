import type { FramedServer } from "../../framed/framed-server.js";
import type { Lab } from "../../server.js";
import { app } from "../../server.js";
import { type Certificate, certificateOf, makeCertificate } from "../../tls/certificate.js";
import { BIG, type TlsFeatures, tlsPlays } from "../../tls/scenarios.js";

/** What differs between servers under TLS. */
export interface TlsDefinition extends Partial<Pick<FramedServer, "test" | "env" | "backend">> {
  readonly name: string;
  readonly program: string;
  readonly version: readonly string[];
  /** Writes the configuration, or builds the program. */
  readonly prepare?: (lab: Lab, files: Certificate) => void;
  readonly command: (lab: Lab, files: Certificate) => readonly string[];
  readonly features?: Partial<TlsFeatures>;
}

/** A server under TLS. Its certificate is made before it starts. */
export function tlsServer({ prepare, command, features, ...rest }: TlsDefinition): FramedServer {
  return {
    ...rest,
    protocol: "tls",
    prepare: (lab) => {
      const files = makeCertificate(lab);
      prepare?.(lab, files);
    },
    command: (lab) => command(lab, certificateOf(lab)),
    plays: tlsPlays({ small: app.small, big: { target: `/${BIG}` }, ...features }),
  };
}
