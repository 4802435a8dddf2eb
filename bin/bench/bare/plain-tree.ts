/** An element of HTML, or a text. */
export type PlainTree = string | [name: string, attributes: Record<string, string>, ...children: PlainTree[]]

const token = /<(\/?)([a-zA-Z0-9]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gu
const empty = new Set(["input", "br", "hr", "img", "link", "meta"])
const characters: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" }

/** What stands in the body of a page that React has drawn, without scripts and styles. */
export function plainTreeOf(html: string): PlainTree[] {
  const body = html
    .slice(html.indexOf("<body>") + "<body>".length, html.indexOf("</body>"))
    .replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->/gu, "")
  const top: PlainTree = ["body", {}]
  const open = [top]
  for (const [, end, name = "", attributes = "", text] of body.matchAll(token)) {
    const around = open.at(-1)!
    if (text !== undefined) around.push(plain(text))
    else if (end) open.pop()
    else {
      const element: Exclude<PlainTree, string> = [name, attributesOf(attributes)]
      around.push(element)
      if (!empty.has(name)) open.push(element)
    }
  }
  const [, , ...children] = top
  return children
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([^\s=]+)(?:="([^"]*)")?/gu)].filter(([, name]) => name !== "style")
  return Object.fromEntries(
    pairs.map(([, name = "", value = ""]) => [name === "class" ? "className" : name, plain(value)]),
  )
}

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|#x27|amp);/gu, (_, name) => characters[name]!)
}
