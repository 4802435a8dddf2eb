import { eq } from "drizzle-orm"
import { company } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { may } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"
import { today } from "@/domain/dates/date"
import { refuse } from "@/domain/errors"
import type { AnyImportKind, ImportRun } from "@/domain/import-kinds/import-kind"
import type { FileImport } from "./import-lock"
import type { ImportChoices } from "./understand-file"

/** What a run over the rows of an import knows: who asked, what was chosen and answered, and what its kind remembers. */
export async function openRun(kind: AnyImportKind, own: FileImport): Promise<ImportRun> {
  const { companyId, no } = own
  return inCompany(companyId, async tx => {
    const [found] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
    const run = {
      companyId,
      importNo: no,
      trial: own.task === "try",
      actor: await askedBy(tx, kind, own),
      today: today(found!.timeZone),
      options: own.options,
      answers: (own.choices as ImportChoices).answers ?? {},
      memory: undefined,
    }
    return { ...run, memory: await kind.begin(tx, run) }
  })
}

/**
 * Who asked, with the roles of this moment.
 * @throws Refusal import.requester_may_not where they have left, or have lost the right
 */
export async function askedBy(tx: Tx, kind: AnyImportKind, { companyId, requestedBy }: FileImport) {
  const actor = await presentActor(tx, companyId, requestedBy)
  if (!actor || !may(actor, kind.right)) throw refuse("import.requester_may_not")
  return actor
}
