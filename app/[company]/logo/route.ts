import { presenceIn } from "@/app/actor"
import { readLogo } from "@/domain/companies/logo"

type Context = { params: Promise<{ company: string }> }

/** The company's logo, for those who are in the company: everybody else is answered as where there is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const presence = await presenceIn((await params).company)
  const logo = presence && (await readLogo(presence.actor))
  if (!logo) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      "Content-Type": logo.type,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, max-age=86400",
    },
  })
}
