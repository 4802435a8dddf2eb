import { getTranslations } from "next-intl/server"
import { ssoName } from "@/app/sso"
import { CheckboxField } from "@/components/form/checkbox-field"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { VersionField } from "@/components/form/version-field"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { roles } from "@/domain/access/rights"
import { listUsers } from "@/domain/users/company-users"
import { readSsoSettings } from "@/domain/users/sso-settings"
import { env } from "@/env"
import { saveSso } from "./actions"

/** The company's single sign-on. */
export async function SsoForm({ actor, company }: { actor: Actor; company: string }) {
  const [sso, users] = await Promise.all([readSsoSettings(actor), listUsers(actor)])
  const [t, common, role] = await Promise.all([
    getTranslations("sign_in.sso"),
    getTranslations("sign_in"),
    getTranslations("users.role"),
  ])
  const administrators = users.filter(({ roles, disabled }) => !disabled && roles.includes("administrator"))
  const address = `${env().PUBLIC_URL.replace(/\/$/, "")}/api/auth/callback/${ssoName(actor)}`
  return (
    <Form action={saveSso.bind(null, company)} className="form">
      <DoneNotice>{common("saved")}</DoneNotice>
      <p className="soft">{t("text", { address })}</p>
      <VersionField value={sso.version} />
      <TextField name="issuer" label={t("issuer")} defaultValue={sso.issuer} type="url" autoComplete="off" />
      <TextField name="clientId" label={t("clientId")} defaultValue={sso.clientId} autoComplete="off" />
      <TextField
        name="clientSecretPassword"
        label={t("clientSecret")}
        hint={sso.hasSecret ? t("secretKept") : undefined}
        type="password"
        autoComplete="off"
      />
      <TextField
        name="mailDomains"
        label={t("mailDomains")}
        hint={t("mailDomainsHint")}
        defaultValue={sso.mailDomains.join(" ")}
        autoComplete="off"
      />
      <TextField
        name="groupClaim"
        label={t("groupClaim")}
        hint={t("groupClaimHint")}
        defaultValue={sso.groupClaim}
        autoComplete="off"
      />
      {roles.map(each => (
        <TextField
          key={each}
          name={`group_${each}`}
          label={t("groupOf", { role: role(each) })}
          defaultValue={sso.groups[each] ?? ""}
          autoComplete="off"
        />
      ))}
      <CheckboxField name="passwordSignIn" label={t("passwordSignIn")} defaultChecked={sso.passwordSignIn} />
      <SelectField
        name="emergencyUserId"
        label={t("emergency")}
        hint={t("emergencyHint")}
        options={[
          { value: "", label: t("nobody") },
          ...administrators.map(({ userId, name }) => ({ value: String(userId), label: name })),
        ]}
        defaultValue={sso.emergencyUserId ?? ""}
      />
      <div className="actions">
        <SubmitButton pendingLabel={common("saving")}>{common("save")}</SubmitButton>
      </div>
    </Form>
  )
}
