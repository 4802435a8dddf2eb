import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseAst } from "vitest/node"
import type { Actor } from "@/domain/access/actor"

export type Operation = {
  /** Below `domain/`. */
  file: string
  /** Whether what it is asked first is the kind of what it is about. */
  takesKind: boolean
  run(actor: Actor, ...asked: unknown[]): unknown
}

const domain = resolve(import.meta.dirname, "../../domain")

/** Kinds that a function may take before its actor. */
const kinds = ["AnyImportKind", "PieceWork"]

/**
 * Every function that `domain/` exports and whose first parameter is an `Actor`, or the second behind a kind, by its name. The
 * sources are read, not listed, so that a new one cannot be forgotten. Two of one name are both there.
 */
export async function findOperations(): Promise<Map<string, Operation[]>> {
  const operations = new Map<string, Operation[]>()
  for (const file of readdirSync(domain, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue
    const found = operationsIn(readFileSync(join(domain, file), "utf8"))
    if (found.length === 0) continue
    const exported = (await import(join(domain, file))) as Record<string, (...given: unknown[]) => unknown>
    for (const { name, takesKind } of found) {
      const run: Operation["run"] = (actor, ...asked) =>
        takesKind ? exported[name]!(asked[0], actor, ...asked.slice(1)) : exported[name]!(actor, ...asked)
      operations.set(name, [...(operations.get(name) ?? []), { file, takesKind, run }])
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

function operationsIn(source: string): { name: string; takesKind: boolean }[] {
  const { body } = parseAst(source, { lang: "ts" }) as unknown as { body: Node[] }
  return body
    .flatMap(({ type, declaration }) =>
      type === "ExportNamedDeclaration" && declaration ? functionsOf(declaration) : [],
    )
    .map(([name, { params = [] }]) => ({
      name,
      types: params.map(typeOf),
      takesKind: kinds.includes(typeOf(params[0]) ?? ""),
    }))
    .filter(({ types, takesKind }) => types[takesKind ? 1 : 0] === "Actor")
}

function functionsOf(declared: Node): [string, Node][] {
  if (declared.type === "FunctionDeclaration") return [[declared.id!.name!, declared]]
  return (declared.declarations ?? []).flatMap(({ id, init }): [string, Node][] =>
    init ? [[id.name ?? "", init]] : [],
  )
}

/** The name of a parameter's type; undefined for a type without one. */
function typeOf(parameter: Node | undefined): string | undefined {
  const annotated = parameter?.type === "AssignmentPattern" ? parameter.left : parameter
  return annotated?.typeAnnotation?.typeAnnotation?.typeName?.name
}
