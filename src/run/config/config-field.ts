import { UnflushedError } from "../../errors.js";
import { Field } from "../field.js";

/** A whole configuration, or a module of rules; `file` is what the user calls it. Its errors are `config-invalid`. */
export function configField(file: string, value: unknown): Field {
  const refuse = (sentence: string): UnflushedError => new UnflushedError("config-invalid", `${file}: ${sentence}`);
  return Field.root(value, { noun: "configuration", refuse });
}
