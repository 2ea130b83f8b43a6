import { protocols } from "./all.js";
import { Conversations, type ConversationUser } from "./conversations.js";
import type { StreamProtocol } from "./message-facts.js";
import { type Watch, watched } from "./watched.js";

export { isUnanswered, judgeOpen, judgeOver } from "./judge-message.js";
export { judgementOf, unansweredOf } from "./message-judgement.js";

/**
 * What reads the connections of a capture that do not speak HTTP/1.
 *
 * @param silenced protocols that are not read
 * @param watch hears of the bytes of each conversation; undefined if nothing wants them
 */
export function conversationsWithout(
  silenced: ReadonlySet<StreamProtocol>,
  watch: Watch | undefined,
  user: ConversationUser,
): Conversations {
  const left = protocols.filter(({ name }) => !silenced.has(name));
  return new Conversations(watch ? left.map((protocol) => watched(protocol, watch)) : left, user);
}
