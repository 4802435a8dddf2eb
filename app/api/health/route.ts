/** Whether this process is alive: it answers, and asks nobody. What it stands on is told by /api/ready. */
export function GET(): Response {
  return Response.json({ alive: true }, { headers: { "Cache-Control": "no-store" } })
}

/** What is true now is no page to be drawn at the build. */
export const dynamic = "force-dynamic"
