import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as words from "../../../src/engine/host/http/words.js";

const ASSEMBLY = new URL("../../../src/engine/assembly/", import.meta.url);

/** The members of an enum of the engine that count up from 0, in order, as the words that the host has for them. */
function membersOf(path: string, name: string): string[] {
  const source = readFileSync(new URL(path, ASSEMBLY), "utf8");
  const [, body = ""] = new RegExp(`export enum ${name} \\{(.*?)\\n\\}`, "s").exec(source) ?? [];
  const members = body.replace(/\/\*\*.*?\*\//gs, "").split(",");
  return members.map((member) => member.trim()).filter((member) => member !== "" && !member.includes("-1"));
}

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, "");

test.each([
  ["http1/exchange.ts", "Verdict", words.VERDICTS],
  ["http1/exchange.ts", "Cause", words.CAUSES],
  ["http1/exchange.ts", "Evidence", words.EVIDENCES],
  ["http1/exchange.ts", "BodyFraming", words.FRAMINGS],
  ["http1/exchange.ts", "UnseenEnd", words.UNSEEN_ENDS],
  ["http1/sniffer.ts", "ProtocolName", words.PROTOCOLS],
  ["http1/role.ts", "Role", words.ROLES],
  ["http1/judgement.ts", "About", words.ABOUT],
  ["http1/judgement.ts", "ResetBy", words.RESETS],
  ["http1/blind-spot.ts", "BlindSpot", words.BLIND_SPOTS],
  ["conversations/conversation.ts", "Interest", words.INTERESTS],
  ["http1/message/states.ts", "ParserState", words.TAKEN_AS.slice(0, -1)],
])("%s: the host has the words of %s in the engine's order", (path, name, list) => {
  expect(membersOf(path, name).map(plain)).toEqual(list.map(plain));
});

test("what is not HTTP has the number after the states of a parser", () => {
  const states = readFileSync(new URL("http1/message/states.ts", ASSEMBLY), "utf8");
  expect(states).toContain(`PROXY_HEADER: i32 = ${words.TAKEN_AS.indexOf("proxy-header")};`);
});

test("a connection ends as its socket does, or by a shutdown", () => {
  const shut = readFileSync(new URL("connections/open-socket.ts", ASSEMBLY), "utf8");
  expect(shut).toContain(`Write = ${words.ENDS.indexOf("shut-wr")}`);
  expect(shut).toContain(`Both = ${words.ENDS.indexOf("shut-rdwr")}`);
  const ends = membersOf("events/event-kind.ts", "EndedBy").map(plain);
  expect(words.ENDS.slice(0, ends.length).map(plain)).toEqual(ends);
});
