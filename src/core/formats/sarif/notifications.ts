import type { CaptureRecord, DeviationRecord, FailureRecord, SkippedRecord } from "../../records/record.js";
import { artifactOf, locationOf, messageText, sentence } from "./locations.js";

/** What a notification needs of a capture. */
export type CaptureNews = Pick<CaptureRecord, "path" | "blindSpots" | "silence">;

export function failureOf({ path, code, message }: FailureRecord): object {
  return {
    level: "error",
    descriptor: { id: code },
    message: { text: messageText(message) },
    locations: [artifactOf(path)],
  };
}

export function deviationOf({ path, line, by, fails, message }: DeviationRecord): object {
  return {
    level: fails ? "error" : "note",
    descriptor: { id: by },
    message: { text: messageText(sentence(message)) },
    locations: [line === null ? artifactOf(path) : locationOf(path, { line })],
  };
}

export function skippedOf({ path, code }: SkippedRecord): object {
  return {
    level: "note",
    descriptor: { id: code },
    message: { text: messageText(`${path} is not strace output, and was passed over.`) },
    locations: [artifactOf(path)],
  };
}

export function blindSpotsOf({ path, blindSpots }: CaptureNews): object[] {
  return blindSpots.map(({ code, message, advice }) => ({
    level: "warning",
    descriptor: { id: code },
    message: { text: messageText(`${sentence(message)} ${sentence(advice)}`) },
    locations: [artifactOf(path)],
  }));
}

/** Why nothing of the capture was judged, if no blind spot says it. */
export function silenceNotices({ path, blindSpots, silence }: CaptureNews): object[] {
  if (!silence || blindSpots.some(({ code }) => code === silence.code)) return [];
  return [
    {
      level: "warning",
      descriptor: { id: silence.code },
      message: { text: messageText(sentence(silence.message)) },
      locations: [artifactOf(path)],
    },
  ];
}
