import { register } from "node:module";

/** GitHub's parser imports its schema as JSON without saying so, which Node refuses. */
const SAYS_SO = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(SAYS_SO)}`);

const { NoOperationTraceWriter } = await import("@actions/workflow-parser");
const { convertActionTemplate, parseAction } = await import("@actions/workflow-parser/actions/index");

/** What GitHub has to say against an `action.yml`, and what kind of action it is. */
export function readAction(content: string): { readonly errors: string[]; readonly using: string | undefined } {
  const { context, value } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
  const template = value && convertActionTemplate(context, value);
  return { errors: context.errors.getErrors().map(({ message }) => message), using: template?.runs?.using };
}
