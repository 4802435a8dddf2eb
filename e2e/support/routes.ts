import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "@/bin/root"

/** Where bin/test-portal.ts has the portal built. */
const build = join(root, ".test-data/next")

export type Route = {
  /** As Next.js has it, e.g. "/[company]/vendors/[no]". */
  path: string
  kind: "page" | "handler"
}

/** Every page and route handler of the build under test, Next.js's own error pages excepted. */
export function routes(): Route[] {
  return Object.entries(manifest<Record<string, string>>("app-path-routes-manifest.json"))
    .filter(([file]) => !file.startsWith("/_"))
    .map(([file, path]): Route => ({ path, kind: file.endsWith("/route") ? "handler" : "page" }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The pages alone, by their paths. */
export function pages(): string[] {
  return routes()
    .filter(({ kind }) => kind === "page")
    .map(({ path }) => path)
}

export type ServerAction = {
  /** What a browser names it by; it changes with every build. */
  id: string
  /** File below app/ and function, e.g. "[company]/vendors/actions#makeVendor". */
  name: string
}

/** Every server action of the build under test. Each is an endpoint that anybody may post to. */
export function serverActions(): ServerAction[] {
  const { node } = manifest<{ node: Record<string, { filename: string; exportedName: string }> }>(
    "server/server-reference-manifest.json",
  )
  return Object.entries(node)
    .map(([id, { filename, exportedName }]) => ({
      id,
      name: `${filename.replace(/^app\//, "").replace(/\.tsx?$/, "")}#${exportedName}`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function manifest<T>(file: string): T {
  return JSON.parse(readFileSync(join(build, file), "utf8")) as T
}
