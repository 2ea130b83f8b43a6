/** The side of a connection that the traced program is (core/protocols/judgement.ts). */
export enum Role {
  Server,
  Client,
  Unknown,
}
