import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { recordText } from "@/app/[company]/_records/record-text"
import { ClientMessages } from "@/app/client-messages"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { mergedKinds } from "@/domain/merging/merged-kinds"
import type { MergedNoun } from "@/domain/merging/named"
import type { MergeRead } from "@/domain/merging/read-merge"
import { merge } from "./actions"
import { slugOf } from "./merge-path"

type Props = {
  noun: MergedNoun
  company: string
  read: MergeRead
  /** The link to the same the other way round. */
  swap: ReactNode
  children: ReactNode
}

/** Asks field by field what is kept, and merges. */
export async function MergeForm({ noun, company, read, swap, children }: Props) {
  const t = await getTranslations("merging")
  const own = await getTranslations(slugOf(noun) as "vendors")
  const text = await recordText(mergedKinds[noun].card)
  const { from, into, differs } = read
  return (
    <ClientMessages>
      <Form
        action={merge.bind(null, company, noun, from.no, into.no)}
        label={t(`title.${noun}`)}
        className="form"
        holdsWork={false}
      >
        <input type="hidden" name="fromVersion" value={from.version} />
        <input type="hidden" name="intoVersion" value={into.version} />
        <Section title={t("stay", { no: into.no, name: into.name })}>
          <p>
            {t("goes", { no: from.no, name: from.name, intoNo: into.no })} {swap}
          </p>
          {children}
        </Section>
        <Section title={t("fields")}>
          <p className="hint">{differs.length > 0 ? t("fieldsHint") : t("noFields")}</p>
          <div className="form">
            {differs.map(each => {
              const { name } = each.field
              const option = (no: string, value: string) =>
                t("value", { no, value: text(each.field, value) || t("blank") })
              return (
                <SelectField
                  key={name}
                  name={`take.${name}`}
                  label={own(`field.${name}` as "field.name")}
                  options={[
                    { value: "into", label: option(into.no, each.into) },
                    { value: "from", label: option(from.no, each.from) },
                  ]}
                  defaultValue={each.into === "" ? "from" : "into"}
                />
              )
            })}
          </div>
        </Section>
        <div className="actions">
          <SubmitButton pendingLabel={t("merging")}>{t("merge", { no: from.no, intoNo: into.no })}</SubmitButton>
        </div>
      </Form>
    </ClientMessages>
  )
}
