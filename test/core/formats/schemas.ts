import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");
const json = (name: string) => JSON.parse(file(name));

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
export const isAnalysis: ValidateFunction = ajv.compile(json("schema/analysis.schema.json"));
export const isRecord: ValidateFunction = ajv.compile(json("schema/record.schema.json"));
export const isBaseline: ValidateFunction = ajv.compile(json("schema/baseline.schema.json"));

/** The published schema is of draft 4, in which an `id` stands where later ones have `$id`; nothing else in it differs. */
const { id: $id, $schema: _, ...sarif } = json("test/fixtures/sarif/sarif-schema-2.1.0.json");
const sarifAjv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }); // one pattern in it is no Unicode one
addFormats.default(sarifAjv);
export const isSarif: ValidateFunction = sarifAjv.compile({ $id, ...sarif });

/** What libxml2 finds wrong with the documents, by the schema in `test/fixtures/junit.xsd`. */
export async function junitErrors(documents: readonly string[]): Promise<string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: file("test/fixtures/junit.xsd") });
  return errors.map(({ rawMessage }) => rawMessage);
}
