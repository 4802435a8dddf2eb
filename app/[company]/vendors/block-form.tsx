import { getLocale, getTranslations } from "next-intl/server"
import { WhatFails } from "@/app/[company]/_records/what-fails"
import { CheckboxField } from "@/components/form/checkbox-field"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { DateField, TextField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { FailingGroup } from "@/domain/documents/what-fails"
import type { VendorRead } from "@/domain/vendors/read-vendor"
import { formatDate } from "@/language/date-format"
import { saveBlocked } from "./actions"

type Props = { block: VendorRead["block"]; no: string; company: string; fails: FailingGroup[] }

/** Whether a vendor is blocked, and for what. */
export async function BlockForm({ block, no, company, fails }: Props) {
  const t = await getTranslations("vendors.block")
  const options = [
    { value: "", label: t("none") },
    { value: "payment", label: t("payment") },
    { value: "all", label: t("all") },
  ]
  return (
    <Section title={t("title")} aside={block.blockedBy ? <span className="hint">{block.blockedBy}</span> : undefined}>
      <Form action={saveBlocked.bind(null, company, no)} className="form" label={t("title")}>
        <DoneNotice>{t("saved")}</DoneNotice>
        <SelectField
          name="blocked"
          label={t("field")}
          hint={t("hint")}
          options={options}
          defaultValue={block.blocked}
        />
        <TextField
          name="blockedReason"
          label={t("reason")}
          hint={t("reasonHint")}
          defaultValue={block.blockedReason}
          autoComplete="off"
        />
        <DateField
          name="blockedUntil"
          label={t("until")}
          hint={t("untilHint")}
          defaultValue={block.blockedUntil === null ? "" : formatDate(block.blockedUntil, await getLocale())}
        />
        <CheckboxField
          name="privacyBlocked"
          label={t("privacy")}
          hint={t("privacyHint")}
          defaultChecked={block.privacyBlocked}
        />
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("saving")}>
            {t("save")}
          </SubmitButton>
        </div>
      </Form>
      <WhatFails
        noun="vendor"
        groups={fails}
        fails={of => block.blocked === "all" || (of === "paying" && block.blocked === "payment")}
        company={company}
      />
    </Section>
  )
}
