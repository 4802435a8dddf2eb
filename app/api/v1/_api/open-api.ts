import { z } from "zod"
import { apiScopes } from "@/domain/users/api-scopes"
import { tokenPace } from "@/domain/users/token-presence"
import type { Endpoint } from "./endpoint"
import { endpoints } from "./endpoints"
import { problems } from "./problem"

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The whole API as an OpenAPI 3.1 document, made of the endpoints. @param origin where the portal is served */
export function openApi(origin: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const schemas: Record<string, object> = { Problem: problemSchema }
  for (const each of endpoints) {
    schemas[`${capital(each.name)}Answer`] = jsonSchema(each.out, "output")
    if (each.body && each.body !== "file") schemas[`${capital(each.name)}Body`] = jsonSchema(each.body, "input")
    paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: operationOf(each) }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Inkoop",
      version: "1",
      description: `Errors are problem+json (RFC 9457). A token may be used ${tokenPace.requests} times in ${tokenPace.seconds} seconds.`,
    },
    servers: [{ url: `${origin}/api/v1/{company}`, variables: { company: { default: "company" } } }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: `Scopes: ${apiScopes.join(", ")}.` } },
      schemas,
    },
  }
}

const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1)

/** Without what names the dialect, which the document says once. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" }) as Record<string, unknown>
  return rest
}

function operationOf(each: Endpoint): object {
  const { name, tag, summary, description, scope, status, body } = each
  const answer = { content: { "application/json": { schema: reference(`${capital(name)}Answer`) } } }
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: [description, `Scope: ${scope}.`].filter(Boolean).join(" "),
    parameters: parametersOf(each),
    ...(body && { requestBody: { required: true, content: contentOf(name, body) } }),
    responses: {
      [status]: { description: "Done.", ...answer },
      default: {
        description: "Not done.",
        content: { "application/problem+json": { schema: reference("Problem") } },
      },
    },
  }
}

function contentOf(name: string, body: z.ZodType | "file"): object {
  if (body === "file") return { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
  return { "application/json": { schema: reference(`${capital(name)}Body`) } }
}

function parametersOf({ method, path, query, onVersion }: Endpoint): object[] {
  const string = { type: "string" }
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const asked = query ? (jsonSchema(query, "input") as { properties?: object; required?: string[] }) : {}
  return [
    ...names.map(name => ({ name, in: "path", required: true, schema: string })),
    ...Object.entries(asked.properties ?? {}).map(([name, schema]) => ({
      name,
      in: "query",
      required: asked.required?.includes(name) ?? false,
      schema,
    })),
    ...(method === "POST"
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            schema: string,
            description: "Kept with its answer for a day.",
          },
        ]
      : []),
    ...(onVersion
      ? [{ name: "If-Match", in: "header", required: true, schema: string, description: "The ETag that was read." }]
      : []),
  ]
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string", description: "In the language of Accept-Language." },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(problems) },
    issues: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "text"],
        properties: {
          field: { type: "string" },
          code: { type: "string" },
          params: { type: "object" },
          text: { type: "string" },
        },
      },
    },
  },
}
