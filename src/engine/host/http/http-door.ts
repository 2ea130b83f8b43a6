import { writeLatin1 } from "../../../core/bytes.js";
import type { DataEvent, Request } from "../../../core/protocols/exchange.js";
import type { SocketFacts } from "../../../core/sockets/socket-facts.js";
import type { CallNames } from "../call-names.js";
import { ConversationDoor, type ConversationJudges, type JudgementReader } from "../conversations/conversation-door.js";
import { HeadCalls } from "../conversations/head-calls.js";
import type { EngineTexts } from "../engine-texts.js";
import { ENDED_BY, EVENT_INTEGER } from "../event-fields.js";
import type { EventView, ViewedEvent } from "../event-view.js";
import type { EngineExports, EngineHost } from "../load.js";
import type { QuotedBytes } from "../pieces-view.js";
import { SocketView } from "../socket-view.js";
import { ConnectionBook } from "./connection-book.js";
import { FOLLOWED_FLOAT as FLOAT, FOLLOWED_INTEGER as INTEGER } from "./connection-fields.js";
import { EndedView } from "./ended-view.js";
import { EngineNumbers } from "./engine-numbers.js";
import { EventBook } from "./event-book.js";
import { ExchangeView } from "./exchange-view.js";
import type { HttpUser } from "./http-user.js";
import { JudgementView } from "./judgement-view.js";
import type { HttpJudges } from "./judges.js";
import { KeptEvents } from "./kept-events.js";
import { PlainTotals } from "./plain-totals.js";
import { PlainView } from "./plain-view.js";
import { UndecidedView } from "./undecided-view.js";
import { Verdicts } from "./verdicts.js";
import { BLIND_SPOTS } from "./words.js";

/**
 * How the user hears of plain exchanges, as the engine numbers it (src/engine/assembly/connections/plain-way.ts): as of all others, of
 * each by itself, of all of a connection at a time, or only of how many there are.
 */
const PLAIN_WAYS = ["in-full", "each", "facts", "counts"] as const;

/** How HTTP is followed. */
export interface HttpUse {
  readonly user: HttpUser;
  readonly judges: HttpJudges;
  readonly plain: (typeof PLAIN_WAYS)[number];
  /** If events are to have their bytes, also those that judgements refer to: what makes them. It takes time and memory. */
  readonly quoted?: QuotedBytes | undefined;
  /** How connections are read that do not speak HTTP/1; without it, none is. */
  readonly others?: ConversationJudges | undefined;
}

/** What the engine calls of its host when it follows HTTP. */
export type HttpCalls = Pick<
  EngineHost,
  | ("reportJudgement" | "reportPlain" | "reportFacts" | "reportConnection" | "reportSpot")
  | ("reportHops" | "reportOpenMessages")
  | ("reportBytes" | "reportKept" | "reportForgotten")
  | ("askServer" | "askVerdict" | "askShownOfElided")
>;

/** A hop takes so many units of eight bytes (src/engine/assembly/paths/hop.ts). */
const HOP_FLOATS = 19;
/** In place of a length: a person left nothing out. */
const NOTHING_LEFT_OUT = -1;
/** The end of a socket because the capture is over, as the engine numbers it. */
const CAPTURE_END = ENDED_BY.indexOf("capture-end");

/** Hands what the engine finds out about connections to its user, and answers what it asks. */
export class HttpDoor implements HttpCalls {
  readonly #numbers: EngineNumbers;
  readonly #book: ConnectionBook;
  readonly #kept: KeptEvents;
  /** Events with their bytes, if they are asked for. */
  readonly #events: EventBook | undefined;
  readonly #judgements: JudgementView;
  readonly #verdicts: Verdicts;
  readonly #followed: number;
  readonly #event: number;
  readonly #plain: PlainView;
  readonly #totals: PlainTotals;
  readonly #ended: EndedView;
  readonly #user: HttpUser;
  /** Those that were reported last. */
  #hops = new Float64Array(0);
  readonly #shownOfElided: HttpJudges["shownOfElided"];
  readonly #newConversations: (() => ConversationDoor) | undefined;
  #conversations: ConversationDoor | undefined;

  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
    private readonly viewed: EventView,
    calls: CallNames,
    { user, judges, plain, quoted, others }: HttpUse,
  ) {
    const numbers = new EngineNumbers(engine, texts);
    this.#kept = new KeptEvents(numbers, calls);
    this.#events = quoted && new EventBook(numbers, viewed, engine.classifiedBytes());
    const events = this.#events ?? this.#kept;
    const exchanges = new ExchangeView(numbers, events);
    this.#numbers = numbers;
    this.#book = new ConnectionBook(numbers, texts);
    this.#judgements = new JudgementView(engine.judgementRecord(), numbers, texts, exchanges, events, judges.toldBy);
    this.#verdicts = new Verdicts(
      engine.endingRecord(),
      numbers,
      new UndecidedView(numbers, exchanges, events),
      judges,
    );
    this.#followed = engine.followedConnection();
    this.#event = engine.eventRecord();
    this.#plain = new PlainView(numbers, exchanges);
    this.#ended = new EndedView(this.#followed, numbers, texts, this.#book);
    this.#totals = new PlainTotals(engine, numbers);
    this.#user = user;
    this.#newConversations = others && (() => this.#conversationDoor(others, exchanges));
    this.#shownOfElided = judges.shownOfElided;
    engine.followHttp(
      user.event !== undefined,
      PLAIN_WAYS.indexOf(plain),
      quoted !== undefined,
      user.hops !== undefined,
    );
  }

  /** Connections that do not speak HTTP/1, if they are read: most captures have none, so this begins with the first. */
  get conversations(): ConversationDoor | undefined {
    this.#conversations ??= this.#newConversations?.();
    return this.#conversations;
  }

  /** The same, if there was one. */
  get begunConversations(): ConversationDoor | undefined {
    return this.#conversations;
  }

  #conversationDoor(others: ConversationJudges, exchanges: ExchangeView): ConversationDoor {
    const heads = new HeadCalls(() => this.viewed.read() as unknown as DataEvent);
    const reader: JudgementReader = {
      read: (isCut) => {
        this.#begin();
        return { judgement: this.#judgements.read(isCut), index: this.#integer("exchange") };
      },
      report: (judgement, index, facts) => {
        const connection = this.#book.of(this.#integer("connection"));
        if (facts) connection.tls = facts;
        this.#user.judged(judgement, connection, index);
      },
      ending: () => {
        this.#begin();
        return this.#verdicts.messageEnding();
      },
    };
    const requestAt = (at: number): Request | null => exchanges.requestAt(at);
    const wantsHops = this.#user.hops !== undefined;
    return new ConversationDoor(this.engine, this.texts, this.#numbers, others, reader, heads, requestAt, wantsHops);
  }

  readonly reportEvent = (): void => {
    this.#numbers.look();
    const connection = this.#book.of(this.#integer("connection"));
    const other = this.#conversations?.progressOf(this.#integer("conversation"));
    const progress = {
      declared: other ? other.declared : this.#known("declared"),
      accepted: other ? other.accepted : this.#known("accepted"),
      owed: this.#float("owed"),
    };
    this.#user.event?.(connection, this.#eventAtHand(), progress);
  };

  /** How many events with bytes are kept. */
  get keptEvents(): number {
    return this.#events?.size ?? 0;
  }

  readonly reportBytes = (): void => {
    this.#numbers.look();
    const event = this.#eventAtHand();
    this.#numbers.look();
    this.#user.bytes?.(event, this.#events?.taken() ?? []);
  };

  readonly reportKept = (at: number): void => {
    this.#numbers.look();
    this.#events?.keep(at, this.#eventAtHand());
  };

  readonly reportForgotten = (at: number): void => this.#events?.forget(at);

  readonly reportJudgement = (): void => {
    this.#begin();
    const index = this.#integer("exchange");
    const connection = this.#book.of(this.#integer("connection"));
    this.#user.judged(this.#judgements.read(), connection, index < 0 ? null : index);
  };

  readonly reportPlain = (): void => {
    this.#numbers.look();
    this.#plain.at = this.#integer("plain");
    this.#user.plain(this.#plain, this.#book.of(this.#integer("connection")));
  };

  readonly reportFacts = (): void => {
    this.#numbers.look();
    const facts = this.texts.between(this.#integer("factsStart"), this.#integer("factsEnd")) ?? "";
    this.#user.facts(facts, this.#book.idOf(this.#integer("connection")));
  };

  readonly reportHops = (at: number, count: number, areOpen: number): void => {
    const hops = this.#hopsAt(at, count);
    if (areOpen === 0) this.#conversations?.fillLatest(hops);
    this.#user.hops?.(hops, areOpen !== 0);
  };

  /** Hops where the engine keeps them: nearly always one, at the same place as before. A view is empty after the memory has grown. */
  #hopsAt(at: number, count: number): Float64Array {
    const isSame = this.#hops.byteOffset === at && this.#hops.length === count * HOP_FLOATS;
    if (!isSame) this.#hops = new Float64Array(this.engine.memory.buffer, at, count * HOP_FLOATS);
    return this.#hops;
  }

  readonly reportOpenMessages = (at: number, conversation: number): void => {
    const common = new Float64Array(this.engine.memory.buffer, at, HOP_FLOATS);
    const open = this.#conversations?.openHops(conversation, common);
    if (open && open.length > 0) this.#user.hops?.(open, true);
  };

  readonly askServer = (): number => {
    this.#numbers.look();
    return this.#totals.numberOf(this.#user.server(this.#book.endsOf(this.#integer("connection"))));
  };

  /** Hands over the counts of plain exchanges that were not reported by themselves. */
  settle(): void {
    this.#numbers.look();
    const counts = this.#totals.take();
    if (counts) this.#user.counted(counts);
  }

  readonly reportConnection = (): void => {
    this.#numbers.look();
    const ended = this.#ended;
    ended.conversation = this.#conversations?.factsOf(this.#integer("conversation")) ?? null;
    ended.isAtEnd = this.#numbers.integer(this.#event, EVENT_INTEGER.by) === CAPTURE_END;
    this.#user.ended(ended);
    ended.forget();
  };

  readonly reportSpot = (spot: number): void => {
    const code = BLIND_SPOTS[spot];
    if (code !== undefined) this.#user.spot(code);
  };

  readonly askVerdict = (): void => {
    this.#begin();
    this.#verdicts.answer();
  };

  readonly askShownOfElided = (start: number, end: number, isShort: number): number => {
    const shown = this.#shownOfElided(this.texts.between(start, end) ?? "", isShort !== 0);
    if (shown === null) return NOTHING_LEFT_OUT;
    const room = this.engine.roomForElided(shown.length);
    writeLatin1(shown, this.texts.bytes.subarray(room)); // the memory may have grown
    return shown.length;
  };

  /** Events of the socket at hand are to be read. */
  #begin(): void {
    this.#numbers.look();
    if (this.#events) return;
    const socket = new SocketView(this.engine, this.texts, this.#socket);
    this.#kept.begin(socket as unknown as SocketFacts);
  }

  #eventAtHand(): ViewedEvent {
    return this.#events?.atHand(this.#integer("event")) ?? this.viewed.read();
  }

  /** The address of the socket that the event at hand is about. */
  get #socket(): number {
    return this.#numbers.integer(this.#event, EVENT_INTEGER.socket);
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.#numbers.integer(this.#followed, INTEGER[name]);
  }

  #float(name: keyof typeof FLOAT): number {
    return this.#numbers.float(this.#followed, FLOAT[name]);
  }

  #known(name: keyof typeof FLOAT): number | null {
    return this.#numbers.known(this.#followed, FLOAT[name]);
  }
}
