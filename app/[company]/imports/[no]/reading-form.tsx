import { getTranslations } from "next-intl/server"
import { readAgain } from "@/app/[company]/imports/actions"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import type { Understanding } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import { ColumnFields } from "./column-fields"
import { WayFields } from "./way-fields"

type Props = { read: ImportRead; reading: Understanding; company: string; language: Actor["language"] }

/** How a file was read, with samples, and what is asked of it; everything can be chosen otherwise, and is tried again then. */
export async function ReadingForm({ read, reading, company, language }: Props) {
  const t = await getTranslations("imports.reading")
  const { no, rowsRefused } = read.import
  const asks = read.asks.length > 0
  const { totals } = reading
  return (
    <Section title={t("title")}>
      <Form action={readAgain.bind(null, company, no)} label={t("label")} className="form">
        <HiddenField name="generation" value={read.import.generation} />
        <WayFields read={read} reading={reading} />
        <h3>{t("columnsTitle")}</h3>
        <p className="soft">{t("remembered")}</p>
        <ColumnFields kind={read.kind} reading={reading} asks={read.asks} language={language} />
        {totals.length > 0 && <p className="hint">{t("totals", { count: totals.length })}</p>}
        {rowsRefused > 0 && <p className="hint">{t("mended")}</p>}
        <div className="actions">
          <SubmitButton className={asks ? "btn primary" : "btn"} pendingLabel={t("pending")}>
            {t("again")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
