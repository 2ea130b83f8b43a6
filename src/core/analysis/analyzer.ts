import { pathFrom } from "../paths/path.js";
import { PathBook } from "../paths/path-book.js";
import { rules as builtIn } from "../rules/all.js";
import { effectiveCalls, transfers } from "../sockets/effective-calls.js";
import { isUnneeded } from "../sockets/skips/scanned.js";
import { skipsOf } from "../sockets/skips/skips.js";
import type { Syscall } from "../strace/call/syscall.js";
import type { StraceEvent } from "../strace/event.js";
import type { LineOddity } from "../strace/line-splitter.js";
import type { ReaderProgress } from "../strace/progress.js";
import { StraceReader } from "../strace/reader.js";
import type { ScannedLine } from "../strace/scanned-line.js";
import { isSyscallName } from "../syscalls/names.js";
import { CaptureSpots } from "./capture-spots.js";
import { echoesOf } from "./echo.js";
import { abandoned, type Follower, type StartFollower } from "./follower.js";
import { Judge } from "./judge.js";
import type { AnalysisListener, AnalyzerOptions } from "./listener.js";
import { LostLines } from "./lost-lines.js";
import type { CaptureFacts, Connection, Summary } from "./model.js";
import { CaptureSilence } from "./silence/capture-silence.js";
import { SummaryTally } from "./tally.js";
import { TracedSoFar } from "./traced-so-far.js";

export type { AnalysisListener, AnalyzerOptions, Taken } from "./listener.js";

/**
 * Reads one capture line by line, and reports findings, exchanges and connections as soon as they are decided. It keeps
 * only what is still open, so its memory does not grow with the capture. It connects the rooms:
 *
 *     line    StraceReader -> Follower: sockets and what they carry -> judge.ts, counts and rules
 *                          -> lost-lines.ts, for lines that cannot be read
 */
export class LineAnalyzer {
  readonly #listener: AnalysisListener;
  readonly #reader: StraceReader;
  #follower: Follower;
  readonly #tally = new SummaryTally();
  readonly #spots = new CaptureSpots();
  readonly #silence: CaptureSilence;
  readonly #lost: LostLines;
  readonly #judge: Judge;

  /** @param follow what follows the sockets */
  constructor(
    listener: AnalysisListener,
    { traced, rules = builtIn, silenced = new Set(), links = true }: AnalyzerOptions,
    follow: StartFollower,
  ) {
    this.#listener = listener;
    const tally = this.#tally;
    tally.counts.captures = 1;
    this.#silence = new CaptureSilence(
      () => this.#reader,
      tally,
      this.#spots,
      (...found) => listener.onSilence?.(...found),
    );
    this.#judge = new Judge(listener, rules, tally, this.#spots, () => this.#reader.times.clock);
    if (links) this.#judge.link(this.#book());
    this.#follower = follow({
      listener,
      traced: new TracedSoFar(() => this.#reader, traced),
      judge: this.#judge,
      spots: this.#spots,
      silence: this.#silence,
      silenced,
      onName: (name) => this.#reader.noteName(name),
    });
    const isSocket = (pid: number | null, fd: number): boolean | null => this.#follower.isSocket(pid, fd);
    const waitsToWrite = (pid: number | null): boolean => this.#follower.waitsToWrite(pid);
    this.#reader = new StraceReader(
      (event) => this.#applyStraceEvent(event),
      {
        wants: (name) => effectiveCalls.has(name),
        skips: skipsOf(transfers, isSocket, waitsToWrite),
        isUnneeded: (line) => isUnneeded(line, { isSocket, waitsToWrite }),
      },
      (at) => {
        this.#lost.disordered(at.pid);
        this.#listener.onDisorder?.(at);
      },
      this.#follower.elsewhere,
    );
    listener.onTimes?.(() => this.#reader.times);
    this.#lost = new LostLines(
      (spot, pid, fd) => this.#follower.mark(spot, pid, fd),
      this.#spots,
      () => this.#reader.areMoved,
    );
  }

  /** The counts so far. After `finish` they are those of the whole capture. */
  get summary(): Summary {
    this.#follower.settle?.();
    this.#tally.counts.connections = this.#follower.connectionCount;
    return this.#tally.summary;
  }

  /** True once a line was something that only strace prints, or a comment that says how strace was run. */
  get hasSeenStrace(): boolean {
    return this.#reader.names.size > 0 || this.#reader.counts.events > 0 || this.#reader.stated !== null;
  }

  /**
   * True once a line was certainly printed by strace. A line of source code can look like a call of an unknown name.
   */
  get hasSeenSyscall(): boolean {
    const { names, counts } = this.#reader;
    return names.size > 0 ? [...names].some(isSyscallName) : counts.events > 0;
  }

  get #isLeading(): boolean {
    const { names, counts } = this.#reader;
    return names.size === 0 && counts.events === 0 && counts.unrecognized === 0;
  }

  /**
   * Reads the next line, `bytes[start..end)`, without its line end.
   *
   * @param pid the thread of the line, if a file name (`-ff`) says it; null if the line itself does
   * @param isCut true if the capture ends within the line
   * @param oddity what is known of the line beside its text
   */
  line(
    bytes: Uint8Array,
    start: number,
    end: number,
    pid: number | null = null,
    isCut = false,
    oddity?: LineOddity,
  ): void {
    this.#reader.read(bytes, start, end, pid, isCut, oddity);
  }

  /** Reads the next line, which was scanned before. */
  scanned(line: ScannedLine): void {
    this.#reader.scanned(line);
  }

  /** Notes what a follower that reads lines by itself has to know to go on with the next line. */
  save(to: ReaderProgress): void {
    this.#reader.save(to);
    to.isBusy ||= this.#listener.onLine !== undefined;
    if (this.#lost.isOrderLost) this.#follower.loseOrder();
  }

  /** Goes on after lines that the follower has read. */
  load(from: ReaderProgress): void {
    this.#reader.load(from);
  }

  /** What follows the sockets has a fault: it is asked nothing more. What it has reported so far stands. */
  abandonFollower(): void {
    this.#follower.settle?.();
    this.#follower = abandoned(this.#follower);
  }

  /**
   * Ends the capture: judges what is still open, and reports it.
   *
   * @param path the name of the capture, for the facts
   */
  finish(path: string): CaptureFacts {
    this.#reader.finish();
    const { lines, foreign, unrecognized } = this.#reader.counts;
    const { ringUsers } = this.#follower;
    this.#follower.finish(lines, this.#reader.time);
    this.#judge.finish();
    if (this.#tally.counts.responses === 0 && ringUsers.size > 0) this.#spots.add("io-uring");
    return {
      path,
      lines,
      syscalls: this.#reader.syscalls,
      foreignLines: foreign,
      unrecognizedLines: unrecognized,
      recordedWith: this.#reader.dialect.options,
      blindSpots: this.#spots.facts(ringUsers),
      silence: this.#silence.end(),
      answersOn: this.#judge.answersOn,
    };
  }

  /** What links losses of one request. */
  #book(): PathBook<Connection> {
    return new PathBook({
      isOtherEndOpen: () => this.#follower.isOtherEndOpen?.() ?? false,
      isAnswering: () => this.#follower.isAnswering?.() ?? false,
      reportOpen: (...asked) => this.#follower.reportOpenHops?.(...asked),
      wantPlain: (isWanted) => this.#follower.wantPlain?.(isWanted),
      wantsUnproven: this.#listener.ignoresUnprovenPaths !== true,
      onPath: (outermost) => {
        const path = pathFrom(outermost);
        for (const echo of echoesOf(path)) this.#tally.countEcho(echo);
        this.#listener.onPath?.(path);
      },
    });
  }

  #applyStraceEvent(event: StraceEvent): void {
    if (event.kind === "unrecognized") this.#lost.unreadable(event.isOfAnother ? "" : event.text, event.at.pid);
    else if (event.kind === "elided") this.#lost.elided(event.at.line);
    else this.#apply(event);
    if (event.kind === "call" && event.call.isUnread) {
      this.#unreadable(event.call);
      return;
    }
    this.#report(event);
    if (event.kind === "foreign" && this.#isLeading) this.#listener.onLeadingLine?.(event.text, event.at.line);
  }

  #apply(event: StraceEvent): void {
    if (this.#lost.isOrderLost) this.#follower.loseOrder();
    this.#follower.apply(event);
  }

  /** The arguments of a call are not what strace prints. */
  #unreadable({ name, argumentsText, begin }: Syscall): void {
    this.#reader.unread();
    const text = `${name}(${argumentsText}`;
    this.#lost.unreadable(text, begin.pid);
    this.#report({ kind: "unrecognized", text, at: begin });
  }

  #report(event: StraceEvent): void {
    this.#listener.onLine?.(event);
    if (event.kind === "unrecognized" || event.kind === "foreign") this.#listener.onUnreadLine?.(event);
  }
}
