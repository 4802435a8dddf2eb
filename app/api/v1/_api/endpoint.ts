import type { z } from "zod"
import type { Actor } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { ApiScope } from "@/domain/users/api-scopes"

export type Method = "GET" | "POST" | "PATCH" | "DELETE"

/** Dates may be given as such: they are answered in ISO 8601. */
export type Given<T> = T extends string
  ? T | Date
  : T extends readonly (infer Each)[]
    ? readonly Given<Each>[]
    : T extends object
      ? { [Name in keyof T]: Given<T[Name]> }
      : T

/** What an operation is run with. */
export type Received<Query, Body> = {
  actor: Actor
  /** Of the address. */
  slug: string
  params: Readonly<Record<string, string>>
  query: Query
  body: Body
  /** Of If-Match; 0 where the endpoint asks for none. */
  version: number
  /** The same for every sending of one Idempotency-Key, and for no other. */
  sending: string
  /** A file that is the body itself. */
  file: Uint8Array
}

/** What is answered beside the status. */
export type Answered<Out> = {
  data: Given<Out>
  /** Of what was read or made; an ETag, to be sent back as If-Match. */
  version?: number
  /** Address of what was made, below the company's. */
  location?: string
}

/**
 * An address of the API, described once: routing, reading, the answer and the OpenAPI document are made of it.
 */
export type Endpoint = {
  method: Method
  /** Below /api/v1/[company]; a part in braces is a parameter. */
  path: string
  /** Its name in the OpenAPI document. */
  name: string
  tag: string
  summary: string
  description?: string
  /** What the token has to be good for. */
  scope: ApiScope
  /** The right that its operation asks for; a test compares. */
  right: Right
  query?: z.ZodObject
  /** "file": the body is a file as it is. */
  body?: z.ZodType | "file"
  /** Whether the version that was looked at is to be said: If-Match. */
  onVersion?: true
  status: 200 | 201 | 202
  out: z.ZodObject
  run(asked: Received<never, never>): Promise<Answered<object>>
}

type Described<Query extends z.ZodObject, Body extends z.ZodType | "file", Out extends z.ZodObject> = Omit<
  Endpoint,
  "query" | "body" | "out" | "run"
> & {
  query?: Query
  body?: Body
  out: Out
  run(
    asked: Received<z.output<Query>, Body extends z.ZodType ? z.output<Body> : undefined>,
  ): Promise<Answered<z.input<Out>>>
}

/** Keeps what is asked and answered of one type with its schemas. */
export function endpoint<
  Out extends z.ZodObject,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType | "file" = z.ZodUndefined,
>(described: Described<Query, Body, Out>): Endpoint {
  return described as unknown as Endpoint
}
