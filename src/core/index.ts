/** `unflushed/core`: strace output in, verdicts out. Runs anywhere: nothing of Node, no files, all of it synchronous. */

// errors
export { type ErrorCode, UnflushedError } from "../errors.js";

// one capture, from text or from lines
export { analyzeText } from "./analysis/analyze-text.js";
export { type AnalysisListener, Analyzer, type AnalyzerOptions, type Taken } from "./analysis/analyzer.js";
export type { CaptureAnalysis } from "./analysis/collector.js";
export type { LossCounts } from "./analysis/groups.js";
export type { ThreadText } from "./analysis/lines-of-text.js";
export type {
  BodySizes,
  CaptureBlindSpot,
  CaptureFacts,
  Connection,
  ConnectionFinding,
  Moment,
  RuleLoss,
  ServerLoss,
  StatusLoss,
  Summary,
  Upstream,
  WholeConnection,
} from "./analysis/model.js";
export type { AcceptedSoFar } from "./analysis/open-socket.js";
export { totalOf } from "./analysis/tally.js";

// formats: a table of all, and what a format of one's own is made of
export { type FormatContext, plainContext } from "./formats/context.js";
export { type Format, type MakeFormat, type WriteText, writeRecord } from "./formats/format.js";
export { type FormatRow, formats } from "./formats/index.js";
export { type Analysis, jsonFormat, toJson } from "./formats/json.js";
export { ndjsonFormat } from "./formats/ndjson.js";
export type { WaitingTexts } from "./formats/waiting-texts.js";

// what is judged
export type { BlindSpotCode } from "./protocols/blind-spot.js";
export type {
  Cause,
  DataEvent,
  Evidence,
  Exchange,
  ExchangeCalls,
  Request,
  Response,
  Verdict,
} from "./protocols/exchange.js";
export type { Judgement, Reset, Role } from "./protocols/judgement.js";

// records
export type { StatedExpectation } from "./records/deviation.js";
export type {
  AnalysisRecord,
  BeginRecord,
  CallRecord,
  CaptureRecord,
  ConnectionRecord,
  DeviationRecord,
  ExchangeRecord,
  FailureRecord,
  FindingRecord,
  OriginRecord,
  RecordKind,
  RecordOf,
  RuleRecord,
  RunRecord,
  Shard,
  SkippedRecord,
  SummaryRecord,
  Suppression,
} from "./records/record.js";
export { RecordLine } from "./records/record-line.js";
export { type RecordsOptions, recordsOf } from "./records/records-of.js";

// rules
export type { RuleLevel } from "./rules/active-rule.js";
export { rules } from "./rules/all.js";
export { type BlindSpotInfo, blindSpots } from "./rules/blind-spots.js";
export type { Finding, Proof } from "./rules/finding.js";
export { defineRule, type Level, type Rule } from "./rules/rule.js";

// what strace printed, and what it means for a socket
export type {
  DamagedEvent,
  EndEvent,
  HangupEvent,
  OpenEvent,
  ReadEvent,
  ReadHangupEvent,
  ReleaseEvent,
  RingEvent,
  ShutdownEvent,
  SocketEvent,
  UnconfirmedEvent,
  VisibleBytes,
  WritableEvent,
  WriteEvent,
} from "./sockets/event.js";
export type { Annotations, Member, Value } from "./strace/arguments/value.js";
export { type CallPart, Syscall } from "./strace/call/syscall.js";
export type { StraceEvent } from "./strace/event.js";
export type { LineRef } from "./strace/line/line-ref.js";
export { type LineSink, LineSplitter, type SplitterOptions } from "./strace/line-splitter.js";
export { StraceReader } from "./strace/reader.js";

// text for people
export { type Palette, palette } from "./text/colors.js";
export type { Page } from "./text/page.js";
export { timelineText } from "./timeline/text.js";
export { Timeline, type TimelineRow } from "./timeline/timeline.js";
