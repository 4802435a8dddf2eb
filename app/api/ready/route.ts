import { readReadiness } from "./readiness"

/** Whether the portal can do its work, and else which part cannot: 503. Nothing of any company is in it. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness()
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } })
}

/** What is true now is no page to be drawn at the build. */
export const dynamic = "force-dynamic"
