import { register } from "node:module";

/** GitHub's parser imports JSON without an import attribute, which Node refuses. This hook adds the attribute. */
const ADD_ATTRIBUTE = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(ADD_ATTRIBUTE)}`);

const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import("@actions/workflow-parser");
const { convertActionTemplate, parseAction } = await import("@actions/workflow-parser/actions/index");

/** The errors that GitHub's parser finds in an `action.yml`, and the kind of the action (`runs.using`). */
export function readAction(content: string): { readonly errors: string[]; readonly using: string | undefined } {
  const { context, value } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
  const template = value && convertActionTemplate(context, value);
  return { errors: context.errors.getErrors().map(({ message }) => message), using: template?.runs?.using };
}

/** What GitHub has to say against a workflow, and the names of its jobs. */
export async function readWorkflow(content: string): Promise<{ readonly errors: string[]; readonly jobs: string[] }> {
  const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
  const template = value && (await convertWorkflowTemplate(context, value));
  const jobs = template?.jobs?.map(({ id }) => String(id)) ?? [];
  return { errors: context.errors.getErrors().map(({ message }) => message), jobs };
}
