export const dynamic = "force-dynamic"

/** As short as the number at the bell. */
export function GET(): Response {
  return Response.json({ unread: 0 }, { headers: { "Cache-Control": "no-store" } })
}
