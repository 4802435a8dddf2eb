import { readFileSync } from "node:fs"
import { join } from "node:path"
import drawings from "lucide-react/dynamicIconImports.mjs"
import { root } from "./root"

type Drawing = { __iconData: { node: [element: string, attributes: Record<string, string>][] } }

/** The file of icon drawings that pages refer to, as components/icons.tsx lists them. @returns SVG, a symbol an icon */
export async function drawIcons(): Promise<string> {
  const listed = readFileSync(join(root, "components/icons.tsx"), "utf8")
  const names = [...new Set([...listed.matchAll(/= icon\("([a-z0-9-]+)"\)/g)].map(([, name]) => name!))]
  const symbols = await Promise.all(
    names.map(async name => `<symbol id="${name}" viewBox="0 0 24 24">${await draw(name)}</symbol>`),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join("\n")}\n</svg>\n`
}

async function draw(name: string): Promise<string> {
  const { __iconData } = (await drawings[name as keyof typeof drawings]()) as unknown as Drawing
  return __iconData.node.map(([element, { key: _, ...attributes }]) => `<${element}${written(attributes)}/>`).join("")
}

const written = (attributes: Record<string, string>) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("")
