import { z } from "zod"
import type { Actor } from "@/domain/access/actor"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { askForImport } from "@/domain/imports/ask-import"
import { importKinds } from "@/domain/imports/kinds"
import { readImport } from "@/domain/imports/read-import"
import { receiveImport } from "@/domain/imports/receive-file"
import { fileImportWork } from "@/domain/imports/work-kind"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"
import { type Endpoint, endpoint } from "./endpoint"
import { instantSchema, text } from "./schemas"

const state = z.enum(["queued", "tried", "finished", "failed", "undone"])
const begun = z.object({ no: z.string(), state })

const read = z.object({
  no: z.string(),
  kind: z.string(),
  state: state.describe("tried: nothing is written, or what was refused is left; it waits for a person or for import."),
  task: z.enum(["try", "import", "undo"]),
  fileName: z.string(),
  requestedByName: z.string(),
  requestedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  generation: z.number().int(),
  rowsRead: z.number().int().nullable(),
  rowsNew: z.number().int(),
  rowsChanged: z.number().int(),
  rowsUnchanged: z.number().int(),
  rowsRefused: z.number().int(),
  rowsWritten: z.number().int(),
  asks: z.number().int().describe("What nothing in the file settles; a person answers it on the import's page."),
  reasons: z.array(
    z.object({
      outcome: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      rows: z.number().int(),
    }),
  ),
})

const tag = "Imports"

export const importEndpoints: readonly Endpoint[] = [
  ...importKinds.map(trialOf),
  endpoint({
    method: "GET",
    path: "/imports/{no}",
    name: "readImport",
    tag,
    summary: "What came of a file so far",
    scope: "imports.read",
    right: "sales_invoice.import",
    status: 200,
    out: read,
    async run({ actor, params }) {
      const { import: own, asks, reasons } = await readImport(actor, params.no!)
      return { data: { ...own, asks: asks.length, reasons } as never, version: own.generation }
    },
  }),
  endpoint({
    method: "POST",
    path: "/imports/{no}/import",
    name: "startImport",
    tag,
    summary: "Import the rows of a file that was tried",
    scope: "imports.write",
    right: "sales_invoice.import",
    body: z.strictObject({
      goodRows: z
        .boolean()
        .default(false)
        .describe("The good rows, though others are refused; else all of them or none."),
    }),
    onVersion: true,
    status: 202,
    out: begun,
    async run({ actor, params, body, version }) {
      const no = params.no!
      const generation = await askForImport(actor, no, { ...body, seen: version })
      await start(actor, no, generation)
      return { data: { no, state: "queued" as const } }
    },
  }),
]

/** How a file of a kind comes in: as it is, to be tried; nothing is written by that. */
function trialOf(kind: AnyImportKind): Endpoint {
  const words = kind.name.replaceAll("-", " ")
  const name = kind.name.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())
  return endpoint({
    method: "POST",
    path: `/imports/${kind.name}`,
    name: `tryImportOf${name}`,
    tag,
    summary: `Send in a file of ${words}, to be tried`,
    description:
      "The body is the file itself, CSV or XLSX, up to 4 MB. Read the import until its state is tried or failed.",
    scope: "imports.write",
    right: kind.right,
    query: z.strictObject({
      fileName: text(200).default(`${kind.name}.csv`),
      ...(kind.option && { [kind.option.name]: text(100).default("") }),
    }),
    body: "file",
    status: 202,
    out: begun,
    async run({ actor, query, file }) {
      const asked = query as Readonly<Record<string, string>>
      const option = kind.option ? asked[kind.option.name]! : ""
      const sent = { name: asked.fileName!, option }
      const { no, generation } = await receiveImport(kind, actor, sent, piecesOf(file))
      await start(actor, no, generation)
      return { data: { no, state: "queued" as const }, location: `imports/${encodeURIComponent(no)}` }
    },
  })
}

async function* piecesOf(file: Uint8Array): AsyncGenerator<Uint8Array> {
  if (file.length > 0) yield file
}

/** After the commit; without the queue the relay does it. */
async function start({ companyId }: Actor, no: string, generation: number): Promise<void> {
  await enqueue(jobFor(fileImportWork, companyId, no, generation))
}
