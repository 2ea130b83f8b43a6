import type { Summary } from "../../core/analysis/model.js";
import { type FindingIdentity, keyOf } from "../../core/records/finding-identity.js";
import type { AcceptedCapture } from "./model.js";
import { verdictsOf } from "./verdicts.js";

/** Collects the findings of one capture for a new baseline. Equal findings share one entry with a count. */
export class Collection {
  readonly #alike = new Map<string, { readonly finding: FindingIdentity; count: number }>();

  constructor(private readonly path: string) {}

  add(finding: FindingIdentity): void {
    const key = keyOf(finding);
    const alike = this.#alike.get(key) ?? { finding, count: 0 };
    alike.count++;
    this.#alike.set(key, alike);
  }

  /** The entry of the capture, after its last finding. */
  finish(summary: Summary): AcceptedCapture {
    const findings = [...this.#alike.values()].map(({ finding, count }) => ({ ...finding, count }));
    return { path: this.path, verdicts: verdictsOf(summary), findings };
  }
}
