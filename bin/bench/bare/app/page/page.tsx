import { readFileSync } from "node:fs"
import { join } from "node:path"
import { createElement, type ReactNode } from "react"
import type { PlainTree } from "../../plain-tree"

type Props = { searchParams: Promise<{ of?: string }> }

const trees = new Map<string, PlainTree[]>()

/** The same HTML as a page of the portal, as plain elements that nobody has to work out. */
export default async function BarePage({ searchParams }: Props) {
  const { of = "" } = await searchParams
  const tree = trees.get(of) ?? JSON.parse(readFileSync(join(process.cwd(), `${of}.json`), "utf8"))
  trees.set(of, tree)
  return tree.map(draw)
}

function draw(tree: PlainTree, key: number): ReactNode {
  if (typeof tree === "string") return tree
  const [name, attributes, ...children] = tree
  return createElement(name, { ...attributes, key }, ...children.map(draw))
}
