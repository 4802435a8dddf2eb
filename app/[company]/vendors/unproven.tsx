import { useTranslations } from "next-intl"
import { ClientMessages } from "@/app/client-messages"
import { Form } from "@/components/form/form"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import { markProven } from "./actions"

/** That nobody but its maker has looked at a vendor, and the button of who has. */
export function Unproven({ company, no, mayProve }: { company: string; no: string; mayProve: boolean }) {
  const t = useTranslations("vendors.unproven")
  return (
    <Notice tone="warning" title={t("title")}>
      {mayProve ? (
        <ClientMessages>
          <Form action={markProven.bind(null, company, no)} label={t("prove")} holdsWork={false}>
            <p className="soft">{t("text")}</p>
            <div className="actions">
              <SubmitButton className="btn" pendingLabel={t("proving")}>
                {t("prove")}
              </SubmitButton>
            </div>
          </Form>
        </ClientMessages>
      ) : (
        t("text")
      )}
    </Notice>
  )
}
