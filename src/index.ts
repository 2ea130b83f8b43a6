/** The public API: strace output in, verdicts out. */
export { analyzeText, type TextAnalysis } from "./analysis/analyze.js";
export { Analyzer, type AnalyzerOptions, type Listener } from "./analysis/analyzer.js";
export type { Loss } from "./analysis/groups.js";
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
} from "./analysis/model.js";
export { totalOf } from "./analysis/tally.js";
export { readCapture } from "./capture/read.js";
export { type Config, defineConfig, type Ignore } from "./config/config.js";
export { type ErrorCode, UnflushedError } from "./errors.js";
export type { BlindSpotCode } from "./http/blind-spot.js";
export type { Carrier, Cause, Evidence, Evidences, Exchange, Request, Response, Verdict } from "./http/exchange.js";
export type { Judgement, Reset, Role } from "./http/judgement.js";
export { type Analysis, toJson } from "./report/json.js";
export type { AnalysisRecord } from "./report/record.js";
export { rules } from "./rules/all.js";
export { blindSpots } from "./rules/blind-spots.js";
export type { Finding } from "./rules/finding.js";
export type { RuleLevel } from "./rules/in-force.js";
export { defineRule, type Level, type Rule } from "./rules/rule.js";
export type { ReadEvent, SocketEvent, WritableEvent, WriteEvent } from "./sockets/event.js";
export type { StraceEvent } from "./strace/line.js";
export { StraceReader } from "./strace/reader.js";
export { Syscall } from "./strace/syscall.js";
export type { Value } from "./strace/value.js";
