import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { packageFile } from "../../capture/package-files.js";

const RECORD = schema("record");

// the schemas are the package's own: that they are schemas is what the tests look at
const ajv = new Ajv2020({ allowUnionTypes: true, validateSchema: false, schemas: [schema("analysis"), RECORD] });
/** What checks a record, by its kind. */
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value that should be a record; null if it is one, by `schema/record.schema.json`. */
export function recordProblem(value: unknown): string | null {
  const kind = kindOf(value);
  if (kind === null || !Object.hasOwn(RECORD.$defs, kind)) return "it has no kind that there is";
  const isRecord = isOf(kind); // `oneOf` would try all kinds, and complain in the name of each
  if (isRecord(value)) return null;
  const [{ instancePath = "", message = "" } = {}] = isRecord.errors ?? [];
  return `${instancePath === "" ? "it" : instancePath} ${message}`;
}

function isOf(kind: string): ValidateFunction {
  const known = compiled.get(kind) ?? ajv.compile({ $ref: `${RECORD.$id}#/$defs/${kind}` });
  compiled.set(kind, known);
  return known;
}

function kindOf(value: unknown): string | null {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  return typeof kind === "string" && kind !== "call" ? kind : null; // a call is a part of a record
}

interface Schema {
  readonly $id: string;
  readonly $defs: object;
}

function schema(name: string): Schema {
  return JSON.parse(readFileSync(packageFile(`schema/${name}.schema.json`), "utf8")) as Schema;
}
