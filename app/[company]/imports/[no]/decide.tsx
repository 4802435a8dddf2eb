import { getTranslations } from "next-intl/server"
import { startImport, tryAgain } from "@/app/[company]/imports/actions"
import { issueSentences } from "@/app/issue-sentences"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import type { ImportRead } from "@/domain/imports/read-import"

type Props = { read: ImportRead; company: string }

/** What a trial comes to, and the buttons that import it; what an import came to. */
export async function Decide({ read, company }: Props) {
  const { state } = read.import
  if (state === "tried") return <Tried read={read} company={company} />
  if (state === "failed") return <Failed read={read} company={company} />
  const t = await getTranslations("imports.done")
  if (state === "undone") return <Notice icon={CircleCheck} title={t("undone")} announce />
  if (state !== "finished") return null
  const { rowsRead, rowsWritten: written, rowsUnchanged: unchanged, rowsRefused: refused } = read.import
  const count = rowsRead ?? 0
  if (written === count) return <Notice icon={CircleCheck} title={t("all", { count })} announce />
  return (
    <Notice tone={refused > 0 ? "warning" : "info"} title={t("some", { count, written, unchanged, refused })} announce>
      {refused > 0 ? t("someThen") : undefined}
    </Notice>
  )
}

async function Tried({ read, company }: Props) {
  const t = await getTranslations("imports.decide")
  const { no, rowsNew, rowsChanged, rowsUnchanged, rowsRefused, rowsWritten } = read.import
  const asks = read.asks.length > 0
  const nothing = rowsNew + rowsChanged - rowsWritten <= 0
  const counts = { new: rowsNew - Math.min(rowsWritten, rowsNew), changed: rowsChanged, unchanged: rowsUnchanged }
  const open = rowsRefused > 0 ? t(nothing ? "nothingGood" : "refused") : nothing ? t("nothing") : ""
  return (
    <Notice
      tone={asks || rowsRefused > 0 ? "warning" : "info"}
      title={rowsWritten > 0 ? t("some") : t("title")}
      announce
      actions={
        !asks &&
        !nothing && (
          <Form action={startImport.bind(null, company, no)} label={t("label")} holdsWork={false}>
            <HiddenField name="generation" value={read.import.generation} />
            {rowsRefused === 0 ? (
              <SubmitButton name="intent" value="all" pendingLabel={t("importing")}>
                {t("all")}
              </SubmitButton>
            ) : (
              <SubmitButton name="intent" value="good" pendingLabel={t("importing")}>
                {t("good")}
              </SubmitButton>
            )}
          </Form>
        )
      }
    >
      {`${t("of", { ...counts, refused: rowsRefused })} ${asks ? t("asks") : open}`.trim()}
    </Notice>
  )
}

async function Failed({ read, company }: Props) {
  const [t, say] = [await getTranslations("imports.failed"), await issueSentences()]
  const { no, failure, rowsWritten } = read.import
  return (
    <Notice
      tone="failure"
      title={t("title")}
      actions={
        <Form action={tryAgain.bind(null, company, no)} label={t("label")} holdsWork={false}>
          <SubmitButton className="btn" pendingLabel={t("retrying")}>
            {t("retry")}
          </SubmitButton>
        </Form>
      }
    >
      {`${(failure ?? []).map(say).join(" ")} ${t("kept", { count: rowsWritten })}`}
    </Notice>
  )
}
