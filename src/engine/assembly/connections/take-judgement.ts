/** Where judgements go. */
import { reportJudgement } from "../host";
import { JudgementRecord } from "../http1/judgement";

export function takeJudgement(judgement: JudgementRecord): void {
  if (judgement.by) reportJudgement();
}
