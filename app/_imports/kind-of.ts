import "server-only"
import { notFound } from "next/navigation"
import { type Presence, requireActor, requireActorWith } from "@/app/actor"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { importKindNamed } from "@/domain/imports/kinds"

/** The kind of import that an address names, for who may import such files; 404 for none, 403 where the roles do not do. */
export async function requireKind(company: string, name: string): Promise<Presence & { kind: AnyImportKind }> {
  const kind = importKindNamed(name)
  if (!kind) {
    await requireActor(company)
    notFound()
  }
  return { ...(await requireActorWith(kind.right, company)), kind }
}
