import { readFileSync } from "node:fs"
import { join } from "node:path"

type Manifest = {
  staticRoutes: { page: string }[]
  dynamicRoutes: { page: string; regex: string }[]
}

/**
 * Names the route of an address as the portal's folders do (/[company]/vendors/[no]): there are few of them, and no company's name or
 * document's number stands in one.
 *
 * @param distDir below the folder that this runs in, where Next.js has noted the routes of its build
 */
export function routeNames(distDir: string): (url: string) => string {
  const { staticRoutes, dynamicRoutes } = JSON.parse(
    readFileSync(join(distDir, "routes-manifest.json"), "utf8"),
  ) as Manifest
  const known = new Set(staticRoutes.map(({ page }) => page))
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }))
  return url => {
    const [path = ""] = url.split("?", 1)
    if (path.startsWith("/_next/")) return "/_next"
    if (known.has(path)) return path
    return patterns.find(({ pattern }) => pattern.test(path))?.page ?? "unknown"
  }
}
