import { env } from "@/env"
import { openApi } from "../_api/open-api"

/** What the API is, for programs that make clients of it; it tells of no company, so anybody may read it. */
export function GET(): Response {
  return Response.json(openApi(env().PUBLIC_URL.replace(/\/$/, "")), {
    headers: { "cache-control": "public, max-age=300" },
  })
}

/** Where the portal is served is known once it runs. */
export const dynamic = "force-dynamic"
