import { runSoon } from "@/app/_imports/run-soon"
import { receiveUpload } from "@/app/_upload/receive-upload"
import { importKindNamed } from "@/domain/imports/kinds"
import { receiveImport } from "@/domain/imports/receive-file"

type Params = { params: Promise<{ company: string; kind: string }> }

/** Takes in a file and leads to its trial. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { company, kind: name } = await params
  const kind = importKindNamed(name)
  if (!kind) return new Response(null, { status: 404 })
  return receiveUpload(request, company, {
    right: kind.right,
    page: `imports/new/${kind.name}`,
    choice: kind.option?.name,
    async receive(actor, { name: fileName, chosen, file }) {
      const received = await receiveImport(kind, actor, { name: fileName, option: chosen }, file)
      await runSoon(actor.companyId, { ...received, rowsRead: null })
      return `imports/${encodeURIComponent(received.no)}`
    },
  })
}
