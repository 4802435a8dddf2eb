import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { recordSheet } from "@/app/[company]/_records/record-sheet"
import { everyPiece } from "@/domain/lists/every-piece"
import { setupDefinition } from "@/domain/setup/definitions"
import { listSetup, readUsersOfSetup } from "@/domain/setup/read-setup"

/** A table of setup as searched and ordered, as a file with all its fields. */
export const GET = answerReport<{ table: string }>(async ({ actor, company, params: { table }, search }) => {
  const definition = setupDefinition(table)
  const query = { search: parameter(search, "q"), descending: order(parameter(search, "order")) }
  const t = await getTranslations("setup")
  return recordSheet({
    title: t(`table.${definition.slug}.title` as "title"),
    actor,
    company,
    definition,
    choices: await readUsersOfSetup(actor, table),
    pieces: everyPiece(async cursor => {
      const { rows, next } = await listSetup(actor, table, { ...query, cursor })
      return { rows: rows.map(({ values }) => values), next }
    }),
    search: query.search,
  })
})

const order = (word: string | undefined) => (word === undefined ? undefined : word === "desc")
