/** `unflushed/core`: strace output in, verdicts out. Runs anywhere: nothing of Node, no files, all of it synchronous. */

export type { AnalysisListener, AnalyzerOptions, Taken } from "../core/analysis/analyzer.js";
export type { CaptureAnalysis } from "../core/analysis/collector.js";
export type { LossCounts } from "../core/analysis/groups.js";
export type { ThreadText } from "../core/analysis/lines-of-text.js";
export type {
  AcceptedSoFar,
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
} from "../core/analysis/model.js";
export { totalOf } from "../core/analysis/tally.js";
// formats: a table of all, and what a format of one's own is made of
export { type FormatContext, plainContext } from "../core/formats/context.js";
export { type Format, type MakeFormat, type WriteText, writeRecord } from "../core/formats/format.js";
export { type FormatRow, formats } from "../core/formats/index.js";
export { type Analysis, jsonFormat, toJson } from "../core/formats/json.js";
export { ndjsonFormat } from "../core/formats/ndjson.js";
export type { WaitingTexts } from "../core/formats/waiting-texts.js";
// what is judged
export type { BlindSpotCode } from "../core/protocols/blind-spot.js";
export type {
  Cause,
  DataEvent,
  Evidence,
  Exchange,
  ExchangeCalls,
  Framing,
  Request,
  Response,
  Verdict,
} from "../core/protocols/exchange.js";
export type { Judgement, Reset, Role } from "../core/protocols/judgement.js";
export type { MessageEnd, MessageFacts, MessageSign, StreamProtocol } from "../core/protocols/message-facts.js";
// records
export type { StatedExpectation } from "../core/records/deviation.js";
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
} from "../core/records/record.js";
export { RecordLine } from "../core/records/record-line.js";
export { type RecordsOptions, recordsOf } from "../core/records/records-of.js";
// rules
export type { RuleLevel } from "../core/rules/active-rule.js";
export { rules } from "../core/rules/all.js";
export { type BlindSpotInfo, blindSpots } from "../core/rules/blind-spots.js";
export type { Finding, FindingEvidence } from "../core/rules/finding.js";
export { defineRule, type Level, type Rule } from "../core/rules/rule.js";
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
} from "../core/sockets/event.js";
export type { Annotations, Member, Value } from "../core/strace/arguments/value.js";
export { type CallPart, Syscall } from "../core/strace/call/syscall.js";
export type { StraceEvent } from "../core/strace/event.js";
export type { LineRef } from "../core/strace/line/line-ref.js";
export { type LineSink, LineSplitter, type SplitterOptions } from "../core/strace/line-splitter.js";
export { StraceReader } from "../core/strace/reader.js";
// text for people
export { type Palette, palette } from "../core/text/colors.js";
export type { Page } from "../core/text/page.js";
export { timelineText } from "../core/timeline/text.js";
export { Timeline, type TimelineRow } from "../core/timeline/timeline.js";
// errors
export { type ErrorCode, UnflushedError } from "../errors.js";
// one capture, from text or from lines
export { analyzeText } from "./analyze-text.js";
export { Analyzer } from "./analyzer.js";
export { useEngine } from "./engine.js";
