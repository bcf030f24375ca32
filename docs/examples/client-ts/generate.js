// Writes api.d.ts, the types of the API, from its document: node generate.js openapi.json
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const [document = "../../openapi.json"] = process.argv.slice(2);
const types = await openapiTS(pathToFileURL(resolve(document)), {
  transform: (schema) =>
    schema.format === "binary" ? ts.factory.createTypeReferenceNode("Blob") : undefined,
});
await writeFile("api.d.ts", astToString(types));
