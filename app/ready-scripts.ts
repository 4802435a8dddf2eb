import "server-only"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { headers } from "next/headers"
import { preinit } from "react-dom"
import { env } from "@/env"
import { webLog } from "./log"

/** By page; of this build. */
const known = new Map<string, Promise<string[]>>()

/**
 * Has the browser load and run the scripts of the page that comes next while somebody fills in this one, so that its answer need
 * not wait for them.
 *
 * @param page its folder below app/, such as "[company]/purchase-requests/[no]"
 */
export async function readyScripts(page: string): Promise<void> {
  let scripts = known.get(page)
  if (!scripts) {
    scripts = scriptsOf(page)
    known.set(page, scripts)
  }
  const nonce = (await headers()).get("x-nonce") ?? undefined
  for (const script of await scripts) preinit(script, { as: "script", nonce })
}

/**
 * Addresses of the scripts that a page has and the frame around it does not, as the build wrote them down; none where it did not (the
 * development server), for then the page asks for them when it comes.
 */
async function scriptsOf(page: string): Promise<string[]> {
  if (env().NODE_ENV === "development") return []
  const file = join(env().NEXT_DIST_DIR, "server/app", page, "page_client-reference-manifest.js")
  try {
    const text = await readFile(/* turbopackIgnore: true */ file, "utf8")
    const manifest: { entryJSFiles: Record<string, string[]> } = JSON.parse(
      text.slice(text.indexOf("] = ") + 4).replace(/;\s*$/, ""),
    )
    const entries = Object.entries(manifest.entryJSFiles)
    const own = entries.find(([name]) => name.endsWith(`app/${page}/page`))?.[1] ?? []
    const framed = new Set(entries.filter(([name]) => name.endsWith("/layout")).flatMap(([, files]) => files))
    return own.filter(script => !framed.has(script)).map(script => `/_next/${script}`)
  } catch (err) {
    webLog().warn({ err, page }, "the scripts of the next page are not known")
    return []
  }
}
