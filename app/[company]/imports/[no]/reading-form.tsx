import { getTranslations } from "next-intl/server"
import { readAgain } from "@/app/[company]/imports/actions"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { NO_HEADER } from "@/domain/file-reading/find-header"
import { columnsIn, type Understanding } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import { ColumnFields, MOST_OFFERED } from "./column-fields"
import { Unfold } from "./unfold"
import { decimalNames, separatorNames, WayFields } from "./way-fields"

type Props = { read: ImportRead; reading: Understanding; company: string; language: Actor["language"] }

/**
 * How a file was read, to unfold with samples, and open where something is asked; everything can be chosen otherwise, and is tried
 * again then.
 */
export async function ReadingForm({ read, reading, company, language }: Props) {
  const t = await getTranslations("imports.reading")
  const { no, rowsRefused } = read.import
  const asks = read.asks.length > 0
  const { totals } = reading
  return (
    <Section title={t("title")}>
      {totals.length > 0 && <p className="soft">{t("totals", { count: totals.length })}</p>}
      <Form action={readAgain.bind(null, company, no)} label={t("label")} className="form">
        <HiddenField name="generation" value={read.import.generation} />
        <Unfold open={asks} line={await waysInWords(reading)}>
          <div className="form">
            <WayFields read={read} reading={reading} language={language} />
            <h3>{t("columnsTitle")}</h3>
            <p className="soft">{t("remembered")}</p>
            {columnsIn(reading) > MOST_OFFERED && (
              <p className="soft">
                {t("columnsLeft", {
                  columns: columnsIn(reading),
                  offered: Math.min(MOST_OFFERED, reading.header.length),
                  read: reading.header.length,
                })}
              </p>
            )}
            <ColumnFields kind={read.kind} reading={reading} asks={read.asks} language={language} />
            {rowsRefused > 0 && <p className="hint">{t("mended")}</p>}
            <div className="actions">
              <SubmitButton className={asks ? "btn primary" : "btn"} pendingLabel={t("pending")}>
                {t("again")}
              </SubmitButton>
            </div>
          </div>
        </Unfold>
      </Form>
    </Section>
  )
}

/** How a file was read, on one line. */
async function waysInWords({ encoding, separator, sheet, decimal, dates, headerRow }: Understanding): Promise<string> {
  const t = await getTranslations("imports")
  const ways = [
    encoding && t(`encodings.${encoding}`),
    separator && t(`separators.${separatorNames[separator]}`),
    sheet,
    decimal && t(`decimals.${decimalNames[decimal]}`),
    dates && t(`dateOrders.${dates}`),
    headerRow === NO_HEADER ? t("reading.noHeader") : t("reading.headerIn", { row: headerRow }),
  ]
  return ways.filter(Boolean).join(" · ")
}
