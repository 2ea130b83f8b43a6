import type { Hint } from "../../../core/paths/hop.js";
import type { CallNote, HopMessage } from "../../../core/paths/message-hop.js";
import type {
  ConversationOrigin,
  Conversations,
  ConversationUser,
  Interest,
} from "../../../core/protocols/conversations.js";
import type { Decision } from "../../../core/protocols/decision.js";
import type { Verdict } from "../../../core/protocols/exchange.js";
import type { MessageEnding } from "../../../core/protocols/judge-message.js";
import type { Judgement } from "../../../core/protocols/judgement.js";
import type { Message } from "../../../core/protocols/message.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import type { DecidedMessage } from "../../../core/protocols/message-judgement.js";
import type { ConversationFacts, StreamProgress } from "../../../core/protocols/protocol.js";
import type { EngineTexts } from "../engine-texts.js";
import { EVENT_FLOAT } from "../event-fields.js";
import type { EngineNumbers } from "../http/engine-numbers.js";
import { BLIND_SPOTS, CAUSES, INTERESTS, PROTOCOLS, ROLES } from "../http/words.js";
import type { EngineExports, EngineHost } from "../load.js";
import type { HeadCalls } from "./head-calls.js";
import { MessageHops } from "./message-hops.js";
import { MOVED_FLOAT as FLOAT, MOVED_INTEGER as INTEGER } from "./moved-fields.js";
import { MovedView } from "./moved-view.js";

/** In place of a cause that there is not. */
const NOT_ANY = -1;
const IGNORES = INTERESTS.indexOf("ignores");
/** Of a conversation that has begun, nothing more has to be known. */
const KNOWN: ConversationOrigin = { role: "unknown", isOlder: false, upgraded: null, changedTo: null };

/** How connections are read that do not speak HTTP/1: functions of core/protocols. */
export interface ConversationJudges {
  readonly conversations: (user: ConversationUser) => Conversations;
  /** See core/protocols/judge-message.ts. */
  readonly judgeOver: (message: Message) => Decision | null;
  readonly judgeOpen: (message: Message, ending: MessageEnding) => Decision | null;
  readonly isUnanswered: (message: Message, ending: MessageEnding) => boolean;
  /** See core/protocols/message-judgement.ts. */
  readonly judgementOf: (known: Judgement, decided: DecidedMessage) => Judgement;
  readonly unansweredOf: (known: Judgement, message: Message) => Judgement;
  /** See core/paths/message-hop.ts. */
  readonly fillLatestHop: (hops: Float64Array, message: HopMessage) => void;
  readonly openHops: (common: Float64Array, messages: readonly HopMessage[]) => Float64Array;
}

/** What the door needs of the engine's other views. */
export interface JudgementReader {
  /** The judgement that stands in the engine's record, and the index of its exchange. */
  readonly read: (isCut: boolean) => { readonly judgement: Judgement; readonly index: number };
  readonly report: (judgement: Judgement, index: number | null, facts: ConversationFacts | null) => void;
  /** What is known when the stream of answers ends. */
  readonly ending: () => Omit<MessageEnding, "isAbandoned">;
}

/** A message of which nothing was seen: there may be more of them. */
const UNSEEN: HopMessage = {
  request: null,
  response: null,
  stream: null,
  verdict: "undetermined",
  turn: null,
  asked: null,
  begun: null,
};

/** A message whose judgement begins. */
interface ReportedMessage {
  /** The number of its conversation. */
  readonly id: number;
  readonly message: Message;
  readonly verdict: Verdict;
}

/** What the engine calls of its host for connections that do not speak HTTP/1. */
type ConversationCalls = Pick<
  EngineHost,
  "takeMoved" | "takeRefused" | "judgeOpen" | "missMoved" | "forgetConversation"
>;

/** Hands what such connections move to the protocols of the core, and what those find out to the user. */
export class ConversationDoor implements ConversationCalls {
  #started: Conversations | null = null;
  /** Open messages are asked for as far as their requests may have come on this line or later. */
  askedSince = 0;
  readonly #heads: HeadCalls;
  readonly #moved: MovedView;
  readonly #at: number;
  readonly #event: number;
  readonly #hops = new MessageHops(() => this.#note());
  /** The message that is being reported: the next hop is its own. */
  #reported: ReportedMessage | null = null;

  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
    private readonly numbers: EngineNumbers,
    private readonly judges: ConversationJudges,
    private readonly reader: JudgementReader,
    heads: HeadCalls,
    private readonly requestAt: (at: number) => ConversationOrigin["upgraded"],
    private readonly wantsHops: boolean,
  ) {
    this.#event = engine.eventRecord();
    this.#at = engine.movedRecordAt();
    this.#moved = new MovedView(engine, numbers);
    this.#heads = heads;
  }

  /** They are started when the first connection moves bytes of another protocol: what reads them is loaded then. */
  get #conversations(): Conversations {
    this.#started ??= this.judges.conversations({
      recognised: (protocol, role) => this.engine.recognise(PROTOCOLS.indexOf(protocol), ROLES.indexOf(role)),
      decided: (message, protocol) => this.#takeOver(message, protocol),
    });
    return this.#started;
  }

  /** See `Conversations.factsOf`. */
  factsOf(id: number): ConversationFacts | null {
    return this.#started?.factsOf(id) ?? null;
  }

  /** See `Conversations.progressOf`. */
  progressOf(id: number): StreamProgress | null {
    return this.#started?.progressOf(id) ?? null;
  }

  readonly takeMoved = (): number => {
    this.numbers.look();
    const conversations = this.#conversations;
    const id = this.#integer("conversation");
    const isNew = conversations.protocolOf(id) === undefined;
    const opening = isNew ? this.numbers.float(this.#at, FLOAT.before) : 0;
    if (opening > 0 && this.#takeOpening(id, opening) === "ignores") return IGNORES;
    const begun = conversations.begunOf(id);
    const before = this.wantsHops ? begun + conversations.askedOf(id) : 0;
    const moved = this.#moved;
    moved.look(this.numbers.float(this.#at, FLOAT.skipped));
    const interest = conversations.moved(id, moved.direction, moved, isNew ? this.#origin() : KNOWN);
    if (conversations.begunOf(id) > begun) this.#heads.keep(id);
    const count = this.wantsHops ? conversations.begunOf(id) + conversations.askedOf(id) - before : 0;
    if (count > 0) this.#hops.keep(id, count);
    return INTERESTS.indexOf(interest);
  };

  readonly takeRefused = (): void => {
    this.numbers.look();
    this.#moved.lookAtRefused();
    this.#conversations.refused(this.#integer("conversation"), this.#moved);
  };

  readonly judgeOpen = (): number => {
    this.numbers.look();
    const id = this.#integer("conversation");
    const isAbandoned = this.#integer("isAbandoned") !== 0;
    const protocol = this.#conversations.protocolOf(id);
    if (protocol === undefined) return 0;
    const ending: MessageEnding = { ...this.reader.ending(), isAbandoned };
    let count = 0;
    for (const message of this.#conversations.open(id, true)) {
      if (this.#judge(id, message, protocol, ending)) count++;
    }
    return count;
  };

  readonly missMoved = (id: number, spot: number): void => {
    const why = BLIND_SPOTS[spot];
    if (why !== undefined) this.#conversations.miss(id, why);
  };

  readonly forgetConversation = (id: number): void => {
    this.#started?.forget(id);
    this.#heads.forget(id);
    this.#hops.forget(id);
  };

  /** The latest of these hops is that of the message that is being reported, if there is one. */
  fillLatest(hops: Float64Array): void {
    const reported = this.#reported;
    if (!reported) return;
    const { id, message, verdict } = reported;
    this.judges.fillLatestHop(hops, this.#hops.of(id, message, verdict));
  }

  /**
   * The hops of the messages of a connection that are under way.
   *
   * @param common what they have in common
   */
  openHops(id: number, common: Float64Array): Float64Array {
    const open = this.#started?.open(id, false) ?? [];
    const hops = open.map((message) => this.#hops.of(id, message, "in-flight"));
    return this.judges.openHops(common, this.#started?.mayHideRequests(id, this.askedSince) ? [...hops, UNSEEN] : hops);
  }

  /** What is known if the call at hand begins a request or a response. */
  #note(): CallNote {
    return {
      line: this.#moved.line,
      time: this.numbers.float(this.#event, EVENT_FLOAT.time),
      asked: this.#hint("askedSocket", "askedLine"),
      received: this.#hint("receivedSocket", "receivedLine"),
    };
  }

  #hint(socket: keyof typeof INTEGER, line: keyof typeof INTEGER): Hint | null {
    const id = this.#integer(socket);
    return id === 0 ? null : { socket: id, line: this.#integer(line) };
  }

  #takeOpening(id: number, length: number): Interest {
    const start = this.#integer("beforeStart");
    const shown = this.texts.bytes.slice(start, this.#integer("beforeEnd"));
    const direction = this.#integer("isBeforeWritten") !== 0 ? "out" : "in";
    return this.#conversations.movedBefore(id, direction, { length, shown, line: this.#moved.line }, this.#origin());
  }

  #origin(): ConversationOrigin {
    return {
      role: ROLES[this.#integer("role")] ?? "unknown",
      isOlder: this.#integer("isOlder") !== 0,
      upgraded: this.requestAt(this.#integer("upgraded")),
      changedTo: (PROTOCOLS[this.#integer("changedTo")] as StreamProtocol | undefined) ?? null,
    };
  }

  /** A message is over while its stream goes on. */
  #takeOver(message: Message, protocol: StreamProtocol): void {
    const decision = this.judges.judgeOver(message);
    const id = this.#integer("conversation");
    const isUnanswered = message.end === "dropped" && message.response === null;
    if ((decision || isUnanswered) && this.#begin(id, message, decision, NOT_ANY)) {
      if (decision) this.#report(id, message, protocol, decision, false);
      else this.#leaveUnanswered(message);
    }
    this.#heads.drop(id, message.response?.line);
    this.#hops.drop(id, message);
  }

  /** Returns true if it is judged. */
  #judge(id: number, message: Message, protocol: StreamProtocol, ending: MessageEnding): boolean {
    const decision = this.judges.judgeOpen(message, ending);
    const isUnanswered = message.response === null && decision === null && this.judges.isUnanswered(message, ending);
    const cause = ending.cause === null ? NOT_ANY : CAUSES.indexOf(ending.cause as (typeof CAUSES)[number]);
    if ((!decision && !isUnanswered) || !this.#begin(id, message, decision, cause)) return false;
    if (decision) this.#report(id, message, protocol, decision, ending.peerGone || ending.peerMayHaveLeft);
    else this.#leaveUnanswered(message);
    return true;
  }

  #leaveUnanswered(message: Message): void {
    this.reader.report(this.judges.unansweredOf(this.reader.read(false).judgement, message), null, null);
  }

  /** The engine begins the judgement, and reports the hop. False if the socket is no connection. */
  #begin(id: number, message: Message, decision: Decision | null, cause: number): boolean {
    this.#reported = { id, message, verdict: decision?.verdict ?? "in-flight" };
    const hasBegun = this.engine.beginMessage(cause) !== 0;
    this.#reported = null;
    return hasBegun;
  }

  #report(id: number, message: Message, protocol: StreamProtocol, decision: Decision, hasPeerLeft: boolean): void {
    const { judgement, index } = this.reader.read(decision.verdict === "truncated");
    const head = this.#heads.of(id, message.response?.line);
    const decided = { message, protocol, decision, head, hasPeerLeft };
    this.reader.report(this.judges.judgementOf(judgement, decided), index, this.factsOf(id));
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.numbers.integer(this.#at, INTEGER[name]);
  }
}
