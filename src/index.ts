/** The public API: strace output in, verdicts out. */

export { readCapture } from "./capture/read.js";
export { analyzeText, type TextAnalysis } from "./core/analysis/analyze-text.js";
export { type AnalysisListener as Listener, Analyzer, type AnalyzerOptions } from "./core/analysis/analyzer.js";
export type { LossCounts as Loss } from "./core/analysis/groups.js";
export type {
  BodySizes,
  CaptureFacts,
  Connection,
  ConnectionFinding,
  Moment,
  RuleLoss,
  ServerLoss,
  StatusLoss,
  Summary,
  WholeConnection,
} from "./core/analysis/model.js";
export { totalOf } from "./core/analysis/tally.js";
export { type Analysis, toJson } from "./core/formats/json.js";
export type { BlindSpotCode } from "./core/protocols/blind-spot.js";
export type {
  Cause,
  DataEvent as Carrier,
  Evidence,
  Exchange,
  ExchangeCalls as Evidences,
  Request,
  Response,
  Verdict,
} from "./core/protocols/exchange.js";
export type { Judgement, Reset, Role } from "./core/protocols/judgement.js";
export type { AnalysisRecord } from "./core/records/record.js";
export type { RuleLevel } from "./core/rules/active-rule.js";
export { rules } from "./core/rules/all.js";
export { blindSpots } from "./core/rules/blind-spots.js";
export type { Finding } from "./core/rules/finding.js";
export { defineRule, type Level, type Rule } from "./core/rules/rule.js";
export type { ReadEvent, SocketEvent, WritableEvent, WriteEvent } from "./core/sockets/event.js";
export type { Value } from "./core/strace/arguments/value.js";
export { Syscall } from "./core/strace/call/syscall.js";
export type { StraceEvent } from "./core/strace/event.js";
export { StraceReader } from "./core/strace/reader.js";
export { type ErrorCode, UnflushedError } from "./errors.js";
export { type Config, defineConfig, type Ignore } from "./run/config/config.js";
