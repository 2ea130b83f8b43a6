/** A connection that does not speak HTTP/1, or no longer: the host reads what it moves (core/protocols/protocol.ts). */
import { create, destroy } from "../heap/allocate";
import { letGo, replace } from "../heap/counted";
import { createExchange, Exchange } from "../http1/exchange";
import { Request } from "../http1/request";

/** What the host makes of a connection. */
export enum Interest {
  /** It was not asked yet, or so few bytes have come that it waits for more. */
  Waits,
  /** It reads on. */
  Follows,
  /** No protocol that it knows begins so. */
  Ignores,
}

@unmanaged
export class Conversation {
  /** Its number, which no other conversation of the capture has. */
  id: i32;
  interest: Interest;
  /** Its stream of answers has ended, and was judged. */
  isOver: bool;
  /** The event at hand was taken already. */
  isAtHand: bool;
  /** A write never returned: the kernel may have taken any part of its bytes. */
  isInDoubt: bool;
  /** The calls of the side that answers, as of one response that never ends. */
  calls: Exchange;
  /** The HTTP/1 request that asked for this protocol; null if the connection began with it. */
  upgraded: Request | null;

  setUpgraded(request: Request | null): void {
    this.upgraded = replace<Request>(this.upgraded, request);
  }

  /** What was kept so far was of the side that asks. */
  forgetCalls(): void {
    letGo(this.calls);
    this.calls = newCalls();
  }
}

let count: i32 = 0;

/** Its owner destroys it. */
export function createConversation(): Conversation {
  const conversation = create<Conversation>();
  conversation.id = ++count;
  conversation.calls = newCalls();
  return conversation;
}

export function destroyConversation(conversation: Conversation): void {
  letGo(conversation.calls);
  conversation.setUpgraded(null);
  destroy<Conversation>(conversation);
}

function newCalls(): Exchange {
  return replace<Exchange>(null, createExchange(0, null)) as Exchange;
}
