import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseAst } from "vitest/node"
import type { Actor } from "@/domain/access/actor"

export type Operation = {
  /** Below `domain/`. */
  file: string
  run(actor: Actor, ...asked: unknown[]): unknown
}

const domain = resolve(import.meta.dirname, "../../domain")

/**
 * Every function that `domain/` exports and whose first parameter is an `Actor`, by its name. The sources are read, not
 * listed, so that a new one cannot be forgotten. Two of one name are both there.
 */
export async function findOperations(): Promise<Map<string, Operation[]>> {
  const operations = new Map<string, Operation[]>()
  for (const file of readdirSync(domain, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue
    const names = namesIn(readFileSync(join(domain, file), "utf8"))
    if (names.length === 0) continue
    const exported = (await import(join(domain, file))) as Record<string, Operation["run"]>
    for (const name of names) {
      operations.set(name, [...(operations.get(name) ?? []), { file, run: exported[name]! }])
    }
  }
  return operations
}

/** As far as the syntax tree is looked at. */
type Node = {
  type: string
  declaration?: Node | null
  declarations?: { id: Node; init: Node | null }[]
  id?: Node
  name?: string
  params?: Node[]
  left?: Node
  typeAnnotation?: Node | null
  typeName?: Node
}

function namesIn(source: string): string[] {
  const { body } = parseAst(source, { lang: "ts" }) as unknown as { body: Node[] }
  return body
    .flatMap(({ type, declaration }) =>
      type === "ExportNamedDeclaration" && declaration ? functionsOf(declaration) : [],
    )
    .filter(([, made]) => isActor(made.params?.[0]))
    .map(([name]) => name)
}

function functionsOf(declared: Node): [string, Node][] {
  if (declared.type === "FunctionDeclaration") return [[declared.id!.name!, declared]]
  return (declared.declarations ?? []).flatMap(({ id, init }): [string, Node][] =>
    init ? [[id.name ?? "", init]] : [],
  )
}

function isActor(parameter: Node | undefined): boolean {
  const annotated = parameter?.type === "AssignmentPattern" ? parameter.left : parameter
  return annotated?.typeAnnotation?.typeAnnotation?.typeName?.name === "Actor"
}
