import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { expect, test } from "vitest"
import { root } from "@/bin/root"

/** What is installed, built or noted by a run: .gitignore has it. */
const made = new Set(["node_modules", "dist", "test-results", "playwright-report"])

const files = filesBelow("")
const folders = new Set(files.flatMap(file => file.split("/").map((_, at, parts) => parts.slice(0, at).join("/"))))
const pages = files.filter(file => file.endsWith(".md"))
const texts = files.filter(file => /\.(md|tsx?|m?js|css|sql|json)$/.test(file) && file !== "package-lock.json")

const read = (file: string) => readFileSync(join(root, file), "utf8")

test("every file that a page links to is there", () => {
  const missing = pages.flatMap(page =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => normalize(join(dirname(page), decodeURI(target!))))
      .filter(target => !isThere(target))
      .map(target => `${page}: ${target}`),
  )
  expect(missing).toEqual([])
})

test("every file or folder that a page names is there", () => {
  const missing = pages.flatMap(page =>
    [...read(page).matchAll(/`([\w.@()[\]+-]+(?:\/[\w.@()[\]+-]*)*)`/g)]
      .map(([, name]) => name!)
      .filter(name => namesFile(name) && !isThere(name))
      .map(name => `${page}: ${name}`),
  )
  expect(missing).toEqual([])
})

test("no comment and no page points out of the repository", () => {
  const outside = texts.flatMap(file => {
    const isPage = file.endsWith(".md")
    const lines = read(file)
      .split("\n")
      .filter(line => isPage || /^\s*(\*|\/\/|\/\*|--)/.test(line))
    // A page names files from where it stands, a comment from the top.
    const names = lines.flatMap(line => line.match(/(?:\.\.\/)+[\w-]+/g) ?? [])
    return names
      .filter(name => normalize(join(isPage ? dirname(file) : ".", name)).startsWith(".."))
      .map(name => `${file}: ${name}`)
  })
  expect(outside).toEqual([])
})

test("every page, heading and number that a comment or a page cites is there", () => {
  const wrong = texts.flatMap(file =>
    citations(file)
      .filter(cited => !isCited(cited))
      .map(cited => ({ file, ...cited })),
  )
  expect(wrong).toEqual([])
  expect(texts.flatMap(citations).filter(({ heading }) => heading).length).toBeGreaterThan(20)
})

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith(".") || made.has(path)) return []
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function isThere(name: string): boolean {
  const path = name.replace(/\/$/, "")
  return files.some(file => file === path || file.replace(/\.\w+$/, "") === path) || folders.has(path)
}

/** Whether what stands in code style is meant for something of the repository: below one of its folders, or a page. */
function namesFile(name: string): boolean {
  if (name.startsWith("node_modules/")) return false
  const [top = "", ...below] = name.split("/")
  return below.length > 0
    ? folders.has(top)
    : /\.(mjs|tsx?)$/.test(name) && !files.some(file => file.endsWith(`/${name}`))
}

type Cited = { page: string; heading?: string; numbers: string[] }

/** Pages that a file cites: `docs/semantics.md, "Create Purchase Invoice", 5 and 7`, or a link with a heading behind it. */
function citations(file: string): Cited[] {
  // A citation goes on in the next line of a comment.
  const text = read(file).replace(/\n[ \t]*(?:\*|\/\/|--)?[ \t]*/g, " ")
  const behind = String.raw`(?:, "([^"]+)"(?:, ((?:\d+(?:, | and )?)+))?)?`
  const inCode = [
    ...text.matchAll(new RegExp(String.raw`(?<![\w/.]|\]\()((?:docs/[\w/-]+|[A-Z]{4,})\.md)${behind}`, "g")),
  ]
  const linked = [...text.matchAll(new RegExp(String.raw`\]\(([\w./-]+\.md)\)${behind}`, "g"))]
  return [
    ...inCode.map(found => ({ found, page: found[1]! })),
    ...linked.map(found => ({ found, page: normalize(join(dirname(file), found[1]!)) })),
  ].map(({ found, page }) => ({ page, heading: found[2], numbers: found[3]?.match(/\d+/g) ?? [] }))
}

function isCited({ page, heading, numbers }: Cited): boolean {
  if (!files.includes(page)) return false
  if (heading === undefined) return true
  const section = read(page)
    .split(/^#+ /m)
    .find(part => part.startsWith(`${heading}\n`))
  return section !== undefined && numbers.every(number => new RegExp(`^${number}\\. `, "m").test(section))
}
