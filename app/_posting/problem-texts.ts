import "server-only"
import { getFormatter, getTranslations } from "next-intl/server"
import { type FieldNames, fieldLabel } from "@/app/field-label"
import { issueSentences } from "@/app/issue-sentences"
import { type Actor, may } from "@/domain/access/actor"
import { isCorrectedInSetup, type PostingProblem } from "@/domain/posting/posting-problem"
import { correctionAddress, fieldAddress } from "./correction-address"

/** A reason why a draft cannot be posted, as the reader sees it. */
export type ProblemText = {
  text: string
  /** The field or line it lies with, and where that is. */
  label?: string
  field?: string
  /** The page that corrects it, where that is not the draft and the reader may open it. */
  correction?: string
  /** Whom to ask, where the reader may not. */
  ask?: string
}

type Draft = {
  actor: Actor
  /** Who changes setup, where the actor does not. */
  administrators: readonly string[]
  /** The company in the address. */
  slug: string
  /** Address of the draft. */
  path: string
  /** Decimals of its currency. */
  decimals: number
  lineNos: ReadonlyMap<number, number>
  /** Fields of its header that go by another name. */
  names: FieldNames
}

/** The reasons in the reader's language, each with where it is corrected. */
export async function problemTexts(problems: readonly PostingProblem[], draft: Draft): Promise<ProblemText[]> {
  const [say, labels, list] = await Promise.all([
    issueSentences(draft.decimals),
    getTranslations("posting"),
    getFormatter(),
  ])
  return Promise.all(
    problems.map(async problem => {
      const [, lineId] = /^lines\.(\d+)\./u.exec(problem.field ?? "") ?? []
      const lineNo = lineId && draft.lineNos.get(Number(lineId))
      const text = say(problem)
      const label = lineNo ? labels("line", { no: lineNo }) : await fieldLabel(problem.field, draft.names)
      return {
        text,
        // A sentence that begins with its field's name needs it no second time.
        label: label && text.startsWith(label) ? undefined : label,
        field: fieldAddress(draft.path, problem, draft.lineNos),
        ...wayOut(problem, draft, labels, list),
      }
    }),
  )
}

type Labels = Awaited<ReturnType<typeof getTranslations<"posting">>>
type Lists = Pick<Awaited<ReturnType<typeof getFormatter>>, "list">

/** Where a reason is corrected outside the draft, or who does it. */
function wayOut(
  problem: PostingProblem,
  draft: Draft,
  labels: Labels,
  format: Lists,
): Pick<ProblemText, "correction" | "ask"> {
  const { actor, administrators, slug } = draft
  if (isCorrectedInSetup(problem) && !may(actor, "company.administer")) {
    return { ask: labels("ask_administrator", { count: administrators.length, names: format.list(administrators) }) }
  }
  const isBooks = problem.correction?.page === "posted_purchase_document" || problem.correction?.page === "payment"
  return isBooks && !may(actor, "books.see") ? {} : { correction: correctionAddress(slug, problem.correction) }
}
