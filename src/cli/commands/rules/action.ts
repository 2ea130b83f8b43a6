import { customRuleText, type ExplainedRule, rulesText } from "../../../core/formats/text/rules.js";
import { rules } from "../../../core/rules/all.js";
import { suggestion } from "../../../core/text/nearest.js";
import { renderMarkdown } from "../../../core/text/render-markdown.js";
import { UnflushedError } from "../../../errors.js";
import type { LoadedConfig } from "../../../run/config/load.js";
import { type ConfiguredOptions, configFor } from "../../../run/config/settings.js";
import { ruleHelp } from "../../../run/documents/rule-help.js";
import { print } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { pageOf } from "../../terminal/page.js";

/** `unflushed rules [ID]`: one line for each rule, or the page of one rule. A configuration adds its custom rules. */
export async function explainRules(
  id: string | undefined,
  options: ConfiguredOptions,
  { stdout, stderr, env }: Terminal,
): Promise<void> {
  const page = pageOf(stdout, env);
  const known = explained(await configFor(options.config, stderr));
  if (id === undefined) {
    print(stdout, rulesText(known, page));
    return;
  }
  const rule = known.find((each) => each.id === id);
  if (!rule) {
    const hint = suggestion(
      id,
      known.map((each) => each.id),
    );
    throw new UnflushedError("usage", `there is no rule ${id}${hint}: unflushed rules lists all rules`);
  }
  const help = ruleHelp(id);
  print(stdout, help === null ? customRuleText(rule, page) : renderMarkdown(help, page));
}

/** All rules, also those that are off. */
function explained(config: LoadedConfig | null): ExplainedRule[] {
  const declared = config?.declared.flatMap(({ from, rules }) => rules.map((rule) => ({ ...rule, from }))) ?? [];
  return [...rules.map((rule) => ({ ...rule, from: null })), ...declared].map((rule) => ({
    ...rule,
    level: config?.levels.get(rule.id) ?? rule.level,
  }));
}
