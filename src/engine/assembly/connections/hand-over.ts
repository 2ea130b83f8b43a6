/** Hands the host the facts of plain exchanges: when they are much, and before something else is reported of their connection. */
import { reportFacts } from "../host";
import { Exchange } from "../http1/exchange";
import { followed } from "./followed";
import { PlainExchanges } from "./plain-exchanges";
import { addFacts } from "./plain-facts";
import { forgetFacts, tooMuch, waitWith } from "./waiting-facts";

/** Adds the facts of an exchange to those that wait. Returns false if the host has to write them: nothing is added. */
export function addWaiting(plain: PlainExchanges, exchange: Exchange): bool {
  const before = plain.length;
  if (!addFacts(plain, exchange)) return false;
  waitWith(plain, before);
  for (let much = tooMuch(plain); much; much = tooMuch(plain)) handOver(much);
  return true;
}

/** The host gets those of a connection, if there are some. */
export function handOver(plain: PlainExchanges | null): void {
  if (!plain || plain.length === 0) return;
  followed.connection = plain.connection;
  followed.factsStart = plain.start;
  followed.factsEnd = plain.end;
  reportFacts();
  forgetFacts(plain);
}
