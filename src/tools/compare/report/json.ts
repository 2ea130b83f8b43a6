import { describe } from "../../../core/rules/describe.js";
import { jsonDocument } from "../../../core/text/json-text.js";
import type { SideComparison } from "../comparison.js";
import type { TimeDistribution } from "../distribution.js";
import type { ComparisonReason } from "../reasons.js";
import { rateOf } from "../share.js";
import type { ComparedSide } from "../side.js";
import type { SideTally } from "../tally.js";
import type { TargetRow } from "../targets.js";
import { cautionText, reasonText } from "./sentences.js";

/** One document of `schema/compare.schema.json`. Times are seconds, shares are from 0 to 1, unknown values are null. */
export function compareJson(comparison: SideComparison, version: string): string {
  const { outcome, reasons, cautions, before, after, rows, others } = comparison;
  return jsonDocument({
    schemaVersion: 1,
    tool: { name: "unflushed", version },
    outcome,
    reasons: reasons.map((reason) => reasonJson(reason, comparison)),
    cautions: cautions.map((caution) => ({
      code: caution.code,
      upTo: caution.code === "rule-of-three" ? caution.upTo : null,
      message: cautionText(caution),
    })),
    before: sideJson(before),
    after: sideJson(after),
    targets: rows.map((row) => ({ ...targetJson(row), change: row.change, ...talliesJson(row) })),
    otherTargets: others && { change: others.change, ...talliesJson(others) },
  });
}

function reasonJson(reason: ComparisonReason, comparison: SideComparison): object {
  const row = "row" in reason ? reason.row : null;
  return {
    code: reason.code,
    side: "side" in reason ? reason.side : null,
    scope: row ? (row.target ? "target" : "other-targets") : "all",
    target: row?.target ? targetJson(row) : null,
    message: reasonText(reason, comparison),
  };
}

function targetJson({ target }: TargetRow): object {
  const { role = null, method = null, target: asked = null, protocol = null, serverName = null } = target ?? {};
  return { role, method, target: asked, protocol, serverName };
}

function talliesJson({ before, after }: TargetRow): object {
  return { before: before && tallyJson(before), after: after && tallyJson(after) };
}

function sideJson({ captures, connections, abandoned, total }: ComparedSide): object {
  return {
    captures: captures.map(({ answersOn: _, ...facts }) => ({
      ...facts,
      blindSpots: facts.blindSpots.map((spot) => ({ code: spot.code, ...describe(spot) })),
    })),
    connections,
    abandoned,
    total: tallyJson(total),
  };
}

function tallyJson(tally: SideTally): object {
  const { verdicts, responses, judged, failed, resets, stalled, undetermined, echoes } = tally;
  const { lostBytes, lostBytesInDoubt, unknownLosses, shortWrites, eagains } = tally;
  return {
    responses,
    judged,
    failed,
    failedShare: rateOf(tally.failedShare),
    verdicts: {
      complete: verdicts.complete,
      truncated: verdicts.truncated,
      abortedByPeer: verdicts["aborted-by-peer"],
      overrun: verdicts.overrun,
      inFlight: verdicts["in-flight"],
      undetermined: verdicts.undetermined,
    },
    resets,
    stalled,
    echoes,
    undetermined,
    undeterminedBecause: [...tally.blindSpots].map(([code, count]) => ({ code, responses: count })),
    lostBytes,
    lostBytesInDoubt,
    unknownLosses,
    lostShare: tally.lostShare && rateOf(tally.lostShare),
    shortWrites,
    eagains,
    refusedToCut: spreadJson(tally.toCut),
    refusedToLastByte: spreadJson(tally.toLastByte),
  };
}

function spreadJson({ spread }: TimeDistribution): object | null {
  return spread;
}
