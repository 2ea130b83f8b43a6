import type { StreamProtocol } from "./message-facts.js";
import type { Conversation, ConversationStart, Protocol } from "./protocol.js";

/** Hears what a conversation is handed, just before the conversation itself does. */
export type ConversationWatcher = Pick<Conversation, "moved" | "miss">;

/** Hears of each conversation that begins. Returns its watcher. */
export type Watch = (protocol: StreamProtocol, start: ConversationStart) => ConversationWatcher;

/** The same protocol, with a watcher for each of its conversations. */
export function watched(protocol: Protocol, watch: Watch): Protocol {
  const begin = (start: ConversationStart): Conversation =>
    watchedBy(watch(protocol.name, start), protocol.begin(start));
  return { name: protocol.name, sniff: (first, length) => protocol.sniff(first, length), begin };
}

function watchedBy(watcher: ConversationWatcher, conversation: Conversation): Conversation {
  const moved = conversation.moved.bind(conversation);
  const miss = conversation.miss.bind(conversation);
  conversation.moved = (direction, bytes) => {
    watcher.moved(direction, bytes);
    moved(direction, bytes);
  };
  conversation.miss = (why) => {
    watcher.miss(why);
    miss(why);
  };
  return conversation;
}
