import { readdirSync, readFileSync } from "node:fs"
import { join, sep } from "node:path"
import { gzipSync } from "node:zlib"
import { root } from "@/bin/root"
import { testPlace } from "@/bin/test-portal"
import { report } from "./report"

const manifestName = "page_client-reference-manifest.js"

/**
 * What each page has the browser load of scripts, gzipped, beyond what every page of Next.js and React has (`framework`), as the build wrote
 * it down: the largest first.
 */
export function benchPageScripts(): void {
  const built = join(root, testPlace.web)
  const { rootMainFiles }: { rootMainFiles: string[] } = JSON.parse(
    readFileSync(join(built, "build-manifest.json"), "utf8"),
  )
  const known = new Map<string, number>()
  const sizeOf = (files: Iterable<string>) => {
    let bytes = 0
    for (const file of files) {
      const size = known.get(file) ?? gzipSync(readFileSync(join(built, file))).length
      known.set(file, size)
      bytes += size
    }
    return Math.round(bytes / 100) / 10
  }
  report({ system: "next", job: "page_scripts", page: "framework", kb: sizeOf(rootMainFiles) })
  const app = join(built, "server/app")
  const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(manifestName))
    .map(file => {
      const own = new Set(scriptsIn(readFileSync(join(app, file), "utf8")))
      for (const shared of rootMainFiles) own.delete(shared)
      return { page: `/${file.slice(0, -manifestName.length - 1).replaceAll(sep, "/")}`, kb: sizeOf(own) }
    })
  for (const { page, kb } of pages.sort((one, other) => other.kb - one.kb))
    report({ system: "inkoop", job: "page_scripts", page, kb })
}

/** The scripts of a page, its layouts and what stands in their places. */
function scriptsIn(manifest: string): string[] {
  const { entryJSFiles }: { entryJSFiles: Record<string, string[]> } = JSON.parse(
    manifest.slice(manifest.indexOf("] = ") + "] = ".length).replace(/;\s*$/, ""),
  )
  return Object.values(entryJSFiles).flat()
}
