import { INTERESTS } from "./http/words.js";

/** What the engine exports (src/engine/assembly/engine.ts). Places are addresses in its memory. */
export interface EngineExports {
  readonly memory: WebAssembly.Memory;
  input(): number;
  /** Makes room for so many bytes, of which the first `kept` ones stay. Returns the address of the first byte (src/engine/assembly/input.ts). */
  roomForInput(bytes: number, kept: number): number;
  output(): number;
  longestLine(): number;
  longestChunk(): number;
  recordBytes(): number;
  recordCount(): number;
  /** Lines so far; after a trap the number of the line at fault. */
  lineCount(): number;
  scan(start: number, end: number): number;
  skipLine(): void;
  /** Scans lines, and applies to the model those that need no reading by the host (src/engine/assembly/reading/). */
  applyLines(start: number, stop: number, end: number): number;
  readerState(): number;
  lastTimeOf(pid: number): number;
  setLastTime(pid: number, time: number): void;
  /** The calls under way (src/engine/assembly/halves/). */
  halfCount(): number;
  takeHalf(pid: number): void;
  takenHalf(): number;
  listThreadsInCall(): number;
  listedThreads(): number;
  giveBack(pid: number, isAfterResumed: boolean): void;
  forgetHalf(pid: number): void;
  /** The call that the model is about to apply (call-feed.ts, grammar-door.ts). */
  currentCall(): number;
  roomForCall(bytes: number): number;
  roomForCanonical(bytes: number): number;
  indexOfCall(start: number, length: number): number;
  /** The model of sockets (src/engine/assembly/model/tracker.ts). -1 stands for no pid and no fd, NaN for no time. */
  applyCall(): void;
  begin(): void;
  signal(pid: number, line: number, start: number, end: number): void;
  exit(pid: number, line: number, time: number, isAfterResumed: boolean, hasFailed: boolean): void;
  attach(pid: number): void;
  mark(kind: number, pid: number, fd: number): void;
  finish(line: number, time: number): void;
  isSocket(pid: number, fd: number): number;
  waitsToWrite(pid: number): number;
  setBasis(basis: number): void;
  /** @param bits 1: calls that failed, 2: calls that succeeded, 4: signals */
  setLeftOut(bits: number): void;
  setTraced(call: number, isTraced: boolean): void;
  isAskedByFilter(call: number): number;
  callCount(): number;
  heapBytes(): number;
  ringUserCount(): number;
  ringUser(index: number): number;
  /** What the model knows, while an event is reported (src/engine/assembly/events/). */
  eventRecord(): number;
  callRow(index: number): number;
  socketNumber(socket: number, which: number): number;
  socketFlag(socket: number, which: number): number;
  socketText(socket: number, which: number): number;
  mayHaveHungUp(socket: number, fd: number, line: number): number;
  /** HTTP, if the host has it followed (src/engine/assembly/connections/). */
  followHttp(events: boolean, plainWay: number, bytes: boolean, hops: boolean): void;
  /** Links of exchanges (src/engine/assembly/paths/). */
  wantPlainHops(isWanted: boolean): void;
  openHops(from: number): void;
  isOtherEndOpen(): number;
  isAnswering(): number;
  classifiedBytes(): number;
  plainCounts(): number;
  forgetPlainCounts(): void;
  loseOrder(): void;
  connectionCount(): number;
  followedConnection(): number;
  judgementRecord(): number;
  endingRecord(): number;
  roomForElided(bytes: number): number;
  /** Connections that do not speak HTTP/1 (src/engine/assembly/conversations/). */
  movedRecordAt(): number;
  shownRoom(): number;
  showMoved(at: number, most: number): number;
  nextShown(at: number): number;
  isMovedSpliced(): number;
  recognise(protocol: number, role: number): void;
  beginMessage(cause: number): number;
  textStart(): number;
  pieceCount(isOffered: boolean): number;
  pieceLength(isOffered: boolean, index: number): number;
  pieceMisfit(isOffered: boolean, index: number): number;
  piecePrinted(isOffered: boolean, index: number): number;
  isPieceCut(isOffered: boolean, index: number): number;
  pieceText(isOffered: boolean, index: number, which: number): number;
}

/** What the engine calls while it applies a line (src/engine/assembly/host.ts). */
export interface EngineHost {
  /** Something happened to a socket. */
  readonly reportEvent: () => void;
  /** The capture has shown the call of this index, which it had not before. */
  readonly reportName: (call: number) => void;
  /** A line said something of many sockets, and so of this one. */
  readonly reportMark: (socket: number, kind: number) => void;
  /** Arguments have no plain shape (grammar-door.ts). */
  readonly askCanonical: (start: number, end: number, source: number) => number;
  /** Something was found out about HTTP (http/http-door.ts). */
  readonly reportJudgement: () => void;
  readonly reportPlain: () => void;
  readonly reportFacts: () => void;
  readonly reportHops: (at: number, count: number, areOpen: number) => void;
  readonly reportOpenMessages: (at: number, conversation: number) => void;
  readonly askServer: () => number;
  readonly reportConnection: () => void;
  readonly reportSpot: (spot: number) => void;
  /** Bytes of a socket were asked for (http/kept-bytes.ts). */
  readonly reportBytes: () => void;
  readonly reportGone: (socket: number) => void;
  readonly reportKept: (at: number) => void;
  readonly reportForgotten: (at: number) => void;
  /** A response ends before it is whole (http/verdicts.ts). */
  readonly askVerdict: () => void;
  /** A person may have left something out of a head (http/http-door.ts). */
  readonly askShownOfElided: (start: number, end: number, isShort: number) => number;
  /** A connection that does not speak HTTP/1 moved bytes, or its answers end (conversations/conversation-door.ts). */
  readonly takeMoved: () => number;
  readonly takeRefused: () => void;
  readonly judgeOpen: () => number;
  readonly missMoved: (conversation: number, spot: number) => void;
  readonly forgetConversation: (conversation: number) => void;
}

/** Hears of nothing, and answers nothing. */
export const NOBODY: EngineHost = {
  reportEvent: () => {},
  reportName: () => {},
  reportMark: () => {},
  askCanonical: () => -1,
  reportJudgement: () => {},
  reportPlain: () => {},
  reportFacts: () => {},
  reportHops: () => {},
  reportOpenMessages: () => {},
  askServer: () => -1,
  reportConnection: () => {},
  reportSpot: () => {},
  reportBytes: () => {},
  reportGone: () => {},
  reportKept: () => {},
  reportForgotten: () => {},
  askVerdict: () => {},
  askShownOfElided: () => -1,
  takeMoved: () => INTERESTS.indexOf("ignores"),
  takeRefused: () => {},
  judgeOpen: () => 0,
  missMoved: () => {},
  forgetConversation: () => {},
};

/** The two builds of the engine: the bytes of `engine.wasm` and `engine.scalar.wasm`, wherever the host keeps them. */
export interface EngineBuilds {
  readonly simd: () => Uint8Array;
  readonly scalar: () => Uint8Array;
}

/** A module of one function, which makes a vector of zeros. */
const VECTOR = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // WebAssembly, version 1
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // a type: no argument, a vector as the result
  ...[0x03, 0x02, 0x01, 0x00], // a function of this type
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b], // i32.const 0, i8x16.splat
]);

/** True if WebAssembly has vectors here. */
export function hasSimd(): boolean {
  return WebAssembly.validate(VECTOR);
}

/** An engine that was compiled. */
export type EngineModule = WebAssembly.Module;

/** Compiles the engine, in the build that runs here. */
export function compileEngine({ simd, scalar }: EngineBuilds): EngineModule {
  return new WebAssembly.Module((hasSimd() ? simd() : scalar()) as Uint8Array<ArrayBuffer>);
}

/**
 * Starts an engine for one capture.
 *
 * @param host hears of what happens to sockets; nobody does by default
 */
export function startEngine(module: EngineModule, host: EngineHost = NOBODY): EngineExports {
  const imports = host as object as Record<string, never>; // any function may be imported
  return new WebAssembly.Instance(module, { host: imports }).exports as unknown as EngineExports;
}

/** Compiles the engine and starts it, for one capture alone. */
export function loadEngine(builds: EngineBuilds, host: EngineHost = NOBODY): EngineExports {
  return startEngine(compileEngine(builds), host);
}
