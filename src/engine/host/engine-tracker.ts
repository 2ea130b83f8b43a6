import { writeLatin1 } from "../../core/bytes.js";
import type { StraceEvent } from "../../core/strace/event.js";
import type { LineRef } from "../../core/strace/line/line-ref.js";
import type { ReadElsewhere } from "../../core/strace/read-elsewhere.js";
import type { TracedCalls } from "../../core/syscalls/traced-calls.js";
import { CallFeed } from "./call-feed.js";
import { CallNames } from "./call-names.js";
import { EngineHalves, EngineTimes } from "./engine-halves.js";
import { EngineTexts } from "./engine-texts.js";
import { EventView, type ViewedEvent } from "./event-view.js";
import { type Grammar, grammarDoor } from "./grammar-door.js";
import { HttpDoor, type HttpUse } from "./http/http-door.js";
import { BLIND_SPOTS } from "./http/words.js";
import { LastingSockets } from "./lasting-socket.js";
import { type EngineExports, type EngineModule, NOBODY, startEngine } from "./load.js";
import { PiecesView } from "./pieces-view.js";
import { ReaderState } from "./reader-state.js";
import { SocketView } from "./socket-view.js";
import { TracedFeed } from "./traced-feed.js";

/** In place of a pid, an fd and a time that are not known. */
const NO_PID = -1;
const NOT_KNOWN = Number.NaN;
/** A search may read so many bytes past the end of a text. */
const SLACK = 32;

/** Applies what strace printed to the engine's model of sockets. */
export class EngineTracker {
  /** What the engine keeps of the lines that it reads. */
  readonly elsewhere: ReadElsewhere;
  readonly #engine: EngineExports;
  readonly #texts: EngineTexts;
  readonly #calls: CallFeed;
  readonly #traced: TracedFeed;
  readonly #door: HttpDoor | undefined;
  readonly #sockets: LastingSockets | undefined;
  /** The kinds of marks, by the number that the engine knows each by: if it follows HTTP, it takes them for blind spots. */
  readonly #kinds: string[] = [...BLIND_SPOTS];

  /**
   * @param start starts the engine
   * @param grammar reads arguments of no plain shape
   * @param traced the calls that were traced or, if that is unknown, those that the capture holds so far
   * @param listener hears of each event, unless HTTP is followed; its socket can be asked during the call
   * @param onMark hears of what `mark` said of a socket, before the next event of that socket, unless HTTP is followed
   * @param onName hears of each call that the engine is the first to find
   * @param http has the engine follow HTTP
   */
  constructor(
    module: EngineModule,
    grammar: Grammar,
    traced: TracedCalls,
    listener: (event: ViewedEvent) => void,
    onMark: (socket: SocketView, kind: string) => void = () => {},
    onName: (name: string) => void = () => {},
    http?: HttpUse,
  ) {
    this.#engine = startEngine(module, {
      reportEvent: () => (door ? door.reportEvent() : listener(events.read())),
      reportName: (call) => {
        onName(names.of(call) as string);
        this.#traced.update();
      },
      reportMark: (socket, kind) => onMark(new SocketView(this.#engine, texts, socket), this.#kinds[kind] as string),
      askCanonical: grammarDoor(() => this.#engine, grammar),
      reportJudgement: () => door?.reportJudgement(),
      reportPlain: () => door?.reportPlain(),
      reportFacts: () => door?.reportFacts(),
      reportHops: (...hops) => door?.reportHops(...hops),
      reportOpenMessages: (...open) => door?.reportOpenMessages(...open),
      askServer: () => door?.askServer() ?? -1,
      reportConnection: () => door?.reportConnection(),
      reportSpot: (spot) => door?.reportSpot(spot),
      reportBytes: () => door?.reportBytes(),
      reportGone: (socket) => sockets?.end(socket),
      reportKept: (at) => door?.reportKept(at),
      reportForgotten: (at) => door?.reportForgotten(at),
      askVerdict: () => door?.askVerdict(),
      askShownOfElided: (...asked) => door?.askShownOfElided(...asked) ?? -1,
      takeMoved: () => door?.conversations?.takeMoved() ?? NOBODY.takeMoved(),
      takeRefused: () => door?.conversations?.takeRefused(),
      judgeOpen: () => door?.conversations?.judgeOpen() ?? 0,
      missMoved: (...missed) => door?.conversations?.missMoved(...missed),
      forgetConversation: (id) => door?.begunConversations?.forgetConversation(id),
    });
    this.#texts = new EngineTexts(this.#engine);
    const texts = this.#texts;
    const names = new CallNames(this.#engine, texts);
    const sockets = http?.quoted && new LastingSockets(this.#engine, texts);
    this.#sockets = sockets;
    const socketAt = (at: number): SocketView => sockets?.at(at) ?? new SocketView(this.#engine, texts, at);
    const pieces = !http || sockets ? new PiecesView(this.#engine, texts, http?.quoted) : undefined;
    const events = new EventView(this.#engine, texts, names, socketAt, pieces);
    const door = http && new HttpDoor(this.#engine, texts, events, names, http);
    this.#door = door;
    this.#calls = new CallFeed(this.#engine);
    this.#traced = new TracedFeed(this.#engine, names, traced);
    const state = new ReaderState(this.#engine);
    this.elsewhere = {
      calls: new EngineHalves(this.#engine, names),
      times: new EngineTimes(this.#engine),
      get forms() {
        return state.forms;
      },
    };
  }

  /** For whoever has the engine read lines (engine-reader.ts). */
  get engine(): EngineExports {
    return this.#engine;
  }

  /** Whether plain exchanges of servers are to be judged like all others. */
  wantPlain(isWanted: boolean): void {
    this.#engine.wantPlainHops(isWanted);
  }

  /** Reports the exchanges that are not decided: those of requests that were sent on this line or later. */
  reportOpenHops(from: number): void {
    const conversations = this.#door?.begunConversations;
    if (conversations) conversations.askedSince = from;
    this.#engine.openHops(from);
  }

  /** True if a socket is open that may be the other end of the connection at hand, and still answers on it. */
  isOtherEndOpen(): boolean {
    return this.#engine.isOtherEndOpen() !== 0;
  }

  /** True if the program of the connection at hand may answer a request at present. */
  isAnswering(): boolean {
    return this.#engine.isAnswering() !== 0;
  }

  apply(event: StraceEvent): void {
    this.#traced.update();
    if (event.kind === "call") {
      this.#calls.set(event.call);
      this.#engine.applyCall();
    } else if (event.kind === "notice" && event.attached !== null) this.#engine.attach(event.attached);
    else if (event.kind === "unfinished") {
      this.#calls.setBegun({ name: event.name, argumentsText: event.argumentsText, begin: event.at });
      this.#engine.begin();
    } else if (event.kind === "signal") this.#signal(event.signal, event.at);
    else if (event.kind === "killed") {
      this.#signal(event.signal, event.at); // SIGKILL has no line of its own
      this.#exit(event.at, event.isAfterResumed, true);
    } else if (event.kind === "exit") this.#exit(event.at, event.isAfterResumed, event.status !== 0);
  }

  /** The pids that submitted work to an io_uring; null for a thread whose pid strace did not print. */
  get ringUsers(): ReadonlySet<number | null> {
    const pids = Array.from({ length: this.#engine.ringUserCount() }, (_, index) => this.#engine.ringUser(index));
    return new Set(pids.map((pid) => (pid < 0 ? null : pid)));
  }

  /** The bytes of memory that are in use for what outlives a line. */
  get heapBytes(): number {
    return this.#engine.heapBytes();
  }

  /** How many events and sockets are kept outside of that memory, because their bytes were asked for. */
  get keptObjects(): number {
    return (this.#door?.keptEvents ?? 0) + (this.#sockets?.size ?? 0);
  }

  /** Whether an fd of a thread is a socket; null if the capture does not show what opened it. */
  isSocket(pid: number | null, fd: number): boolean | null {
    const answer = this.#engine.isSocket(pid ?? NO_PID, fd);
    return answer < 0 ? null : answer === 1;
  }

  /** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
  waitsToWrite(pid: number | null): boolean {
    return this.#engine.waitsToWrite(pid ?? NO_PID) === 1;
  }

  /**
   * Something is to be said of the sockets that a line of this thread may be about: all sockets if the thread is unknown.
   *
   * @param fd the fd that the line is about; null if it may be about any
   */
  mark(kind: string, pid: number | null, fd: number | null = null): void {
    if (!this.#kinds.includes(kind)) this.#kinds.push(kind);
    this.#engine.mark(this.#kinds.indexOf(kind), pid ?? NO_PID, fd ?? NOT_KNOWN);
  }

  /** The lines were sorted or moved: from now on, each event has the blind spot `lines-out-of-order`. */
  loseOrder(): void {
    this.#engine.loseOrder();
  }

  /** Hands over the counts of plain exchanges that nobody has heard of yet. */
  settle(): void {
    this.#door?.settle();
  }

  /** How many connections there were so far, if HTTP is followed. */
  get connectionCount(): number {
    return this.#engine.connectionCount();
  }

  /** Reports the sockets that are still open at the end of the capture, in the order in which they were opened. */
  finish(line: number, time: number | null): void {
    this.#traced.update();
    this.#engine.finish(line, time ?? NOT_KNOWN);
    this.settle();
  }

  #signal(name: string, { pid, line }: LineRef): void {
    const room = this.#engine.roomForCall(name.length + SLACK);
    writeLatin1(name, this.#texts.bytes.subarray(room));
    this.#engine.signal(pid ?? NO_PID, line, room, room + name.length);
  }

  #exit({ pid, line, time }: LineRef, isAfterResumed: boolean, hasFailed: boolean): void {
    this.#engine.exit(pid ?? NO_PID, line, time ?? NOT_KNOWN, isAfterResumed, hasFailed);
  }
}
