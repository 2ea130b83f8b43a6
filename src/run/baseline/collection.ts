import type { Summary } from "../../core/analysis/model.js";
import { type FindingIdentity, keyOf } from "../../core/records/finding-identity.js";
import type { AcceptedCapture } from "./model.js";
import { verdictsOf } from "./verdicts.js";

/** What is found in one capture, to be accepted. Holds as much as there are findings that are not alike. */
export class Collection {
  readonly #alike = new Map<string, { readonly finding: FindingIdentity; count: number }>();

  constructor(private readonly path: string) {}

  add(finding: FindingIdentity): void {
    const key = keyOf(finding);
    const alike = this.#alike.get(key) ?? { finding, count: 0 };
    alike.count++;
    this.#alike.set(key, alike);
  }

  end(summary: Summary): AcceptedCapture {
    const findings = [...this.#alike.values()].map(({ finding, count }) => ({ ...finding, count }));
    return { path: this.path, verdicts: verdictsOf(summary), findings };
  }
}
