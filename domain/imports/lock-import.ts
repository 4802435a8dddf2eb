import { sql } from "drizzle-orm"
import { fileImport } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { Forbidden, NotFound, Stale } from "@/domain/errors"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { type FileImport, thisImport } from "./import-lock"
import { importKindNamed, importKinds } from "./kinds"

/** Whoever may import no kind of file at all is told so, whatever number is named. @throws Forbidden */
function authoriseAny(actor: Actor): void {
  if (!importKinds.some(kind => may(actor, kind.right))) throw new Forbidden(importKinds[0]!.right)
}

/**
 * An import, held until the transaction ends, and its kind.
 * @param seen the generation whose outcome the person has before them; undefined: a program asks
 * @throws Forbidden; NotFound for an unknown number and another company's; Stale where it was queued anew since
 */
export async function lockImport(
  tx: Tx,
  actor: Actor,
  no: string,
  seen?: number,
): Promise<{ own: FileImport; kind: AnyImportKind }> {
  authoriseAny(actor)
  const [own] = await tx.select().from(fileImport).where(thisImport(actor.companyId, no)).for("no key update")
  const found = checked(actor, own, no)
  if (seen !== undefined && found.own.generation !== seen) throw new Stale(found.own.generation, [])
  return found
}

/** As lockImport, without holding it. */
export async function findImport(tx: Tx, actor: Actor, no: string): Promise<{ own: FileImport; kind: AnyImportKind }> {
  authoriseAny(actor)
  const [own] = await tx.select().from(fileImport).where(thisImport(actor.companyId, no))
  return checked(actor, own, no)
}

function checked(actor: Actor, own: FileImport | undefined, no: string) {
  const kind = own && importKindNamed(own.kind)
  // Nobody but its sender knows of a file that is still coming in.
  if (!own || !kind || own.state === "uploading") throw new NotFound(`import ${no}`)
  authorise(actor, kind.right)
  return { own, kind }
}

/** Queues an import for a task, under a new generation. The caller enqueues its job after the commit. */
export async function queueAgain(
  tx: Tx,
  { companyId, no }: FileImport,
  task: FileImport["task"],
  more: Partial<FileImport> = {},
): Promise<number> {
  const [queued] = await tx
    .update(fileImport)
    .set({
      ...more,
      state: "queued",
      task,
      generation: sql`${fileImport.generation} + 1`,
      queuedAt: sql`now()`,
      startedAt: null,
      finishedAt: null,
      failure: null,
    })
    .where(thisImport(companyId, no))
    .returning({ generation: fileImport.generation })
  return queued!.generation
}
