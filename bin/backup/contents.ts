import { z } from "zod"

/** Of what an archive is made; raised when an older program could not read it. */
export const format = 1

/** Stands first in a backup: what it holds, and for which schema. */
export const manifestSchema = z.object({
  format: z.int(),
  /** Version of the portal that made it. */
  portal: z.string(),
  madeAt: z.string(),
  /** Of the server; any that the portal runs on takes it back. */
  postgres: z.string(),
  /** Those that had run, in their order, by their files' hash. */
  migrations: z.array(z.string()),
  /** Columns of each table, in the order of its rows' fields; what the server makes itself is left out. */
  tables: z.record(z.string(), z.array(z.string())),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Stands last: a backup without it was cut off. */
export const endSchema = z.object({
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
  sequences: z.record(z.string(), z.object({ value: z.string(), isCalled: z.boolean() })),
})
export type End = z.infer<typeof endSchema>

export const names = {
  manifest: "manifest.json",
  end: "end.json",
  secrets: "secrets/",
  mail: "mail/",
  tables: "tables/",
}

/** Of what a server makes anew, or nobody wants back: who runs is another process then. */
export const leftOut = ["running_process"]
