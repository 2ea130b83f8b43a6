/** What one connection is made of. */
import { Conversation, destroyConversation } from "../conversations/conversation";
import { create, destroy } from "../heap/allocate";
import { replace } from "../heap/counted";
import { forgetConversation } from "../host";
import { NOT_ANY } from "./exchange";
import { JudgementRecord } from "./judgement";
import { KeptEvent, keptEventInPlaceOf } from "./kept-event";
import { createPeer, destroyPeer, Peer } from "./peer";
import { createRecognition, Recognition } from "./recognition";
import { createReporter, destroyReporter, Reporter } from "./reporter";
import { createRequestReader, RequestReader } from "./request-reader";
import { createResponseStream } from "./response/response-handler";
import { destroyResponseStream, ResponseStream } from "./response/response-stream";
import { Ring } from "./ring";
import { Role } from "./role";
import { ProtocolName } from "./sniffer";
import { UnsentBytes } from "./unsent-bytes";

/** Those who follow its calls and those who judge its end share it. */
@unmanaged
export class ConnectionParts {
  unsent: UnsentBytes;
  recognition: Recognition;
  peer: Peer;
  reporter: Reporter;
  requests: RequestReader;
  responses: ResponseStream;
  ring: Ring;
  /** Something that cannot be read may have been a response to a request of which none was seen: a blind spot, or NOT_ANY. */
  blindSpot: i32;
  /** The last write that was short or refused. */
  refused: KeptEvent | null;
  /** What it says in another protocol; null if it speaks HTTP/1, or if that is not known. */
  conversation: Conversation | null;

  /** What the connection speaks; Unknown until enough of it was seen. */
  get protocol(): ProtocolName {
    return this.recognition.protocol;
  }

  /** The side of the connection that the traced program is. */
  get role(): Role {
    return this.recognition.role;
  }

  /** The event at hand is a write that was short or refused. */
  keepRefused(): void {
    this.refused = replace<KeptEvent>(this.refused, keptEventInPlaceOf(this.refused));
  }

  /** Gets its parts; `taker` takes what is judged of it. */
  begin(role: Role, taker: (record: JudgementRecord) => void): void {
    this.unsent = create<UnsentBytes>();
    this.recognition = createRecognition(role);
    this.peer = createPeer();
    this.reporter = createReporter(this.recognition, this.peer, taker);
    this.requests = createRequestReader();
    this.ring = create<Ring>();
    this.responses = createResponseStream(this.requests, this.reporter, this.ring);
    this.blindSpot = NOT_ANY;
  }

  /** Gives its parts back. */
  free(): void {
    const conversation = this.conversation;
    if (conversation) {
      forgetConversation(conversation.id);
      destroyConversation(conversation);
    }
    destroy<UnsentBytes>(this.unsent);
    this.recognition.destroy();
    destroyPeer(this.peer);
    destroyReporter(this.reporter);
    this.requests.destroy();
    destroyResponseStream(this.responses);
    this.ring.free();
    destroy<Ring>(this.ring);
    this.refused = replace<KeptEvent>(this.refused, null);
  }
}
