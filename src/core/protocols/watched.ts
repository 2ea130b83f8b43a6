import type { StreamProtocol } from "./message-facts.js";
import type { Conversation, ConversationStart, Protocol } from "./protocol.js";

/** Hears what a conversation is handed, just before the conversation itself does. */
export type ConversationWatcher = Required<Pick<Conversation, "moved" | "refused" | "miss">>;

/** Hears of each conversation that begins. Returns its watcher. */
export type Watch = (
  protocol: StreamProtocol,
  start: ConversationStart,
  conversation: Pick<Conversation, "areAnswersInStep">,
) => ConversationWatcher;

/** The same protocol, with a watcher for each of its conversations. */
export function watched(protocol: Protocol, watch: Watch): Protocol {
  const begin = (start: ConversationStart): Conversation => {
    const conversation = protocol.begin(start);
    return watchedBy(watch(protocol.name, start, conversation), conversation);
  };
  return { name: protocol.name, sniff: (first, length) => protocol.sniff(first, length), begin };
}

function watchedBy(watcher: ConversationWatcher, conversation: Conversation): Conversation {
  const moved = conversation.moved.bind(conversation);
  const miss = conversation.miss.bind(conversation);
  const refused = conversation.refused?.bind(conversation);
  conversation.moved = (direction, bytes) => {
    watcher.moved(direction, bytes);
    moved(direction, bytes);
  };
  conversation.miss = (why) => {
    watcher.miss(why);
    miss(why);
  };
  conversation.refused = (bytes) => {
    watcher.refused(bytes);
    refused?.(bytes);
  };
  return conversation;
}
