import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { approvedAccountPath } from "@/app/[company]/_vendors/bank-accounts-path"
import { type Fact, Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { useZone } from "@/components/time-zone"
import type { BankAccountRead } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { formatDate, formatInstant } from "@/language/date-format"
import { respond } from "./actions"

type Props = {
  account: BankAccountRead
  company: string
  no: string
  /** Its approval by rules; absent: it is not the one that is looked at. */
  approval?: ReactNode
}

/** One bank account of a vendor: what it rests on, what to look at twice, and the answers that the reader may give. */
export function BankAccount({ account, company, no, approval }: Props) {
  const t = useTranslations("bank_accounts")
  const [language, zone] = [useLocale(), useZone()]
  const time = (at: Date) => formatInstant(at, zone, language)
  const by = (term: string, name: string | null, at: Date | null): Fact[] =>
    name && at ? [{ term, value: t("by", { name, time: time(at) }) }] : []
  const form = { action: respond.bind(null, company, no, account.id), className: "form", holdsWork: false }
  return (
    <Section
      title={account.number}
      aside={
        account.byRules ? (
          <State name={account.isAsked ? "pending_approval" : "open"} />
        ) : (
          <State name={stateLook[account.state]}>{t(`state.${account.state}`)}</State>
        )
      }
    >
      <Facts
        facts={[
          { term: t("accountHolder"), value: account.accountHolder },
          ...(account.bic ? [{ term: t("bic"), value: account.bic }] : []),
          { term: t("evidence"), value: account.evidence },
          { term: t("verifiedHow"), value: t(`how.${account.verifiedHow}`) },
          { term: t("verifiedOn"), value: formatDate(account.verifiedOn, language) },
          ...by(t("proposedBy"), account.proposedByName, account.proposedAt),
          ...by(t("confirmedBy"), account.confirmedByName, account.confirmedAt),
          ...by(t("rejectedBy"), account.rejectedByName, account.rejectedAt),
          ...by(t("withdrawnBy"), account.withdrawnByName, account.withdrawnAt),
          ...(account.reason ? [{ term: t("reason"), value: account.reason }] : []),
        ]}
      />
      <Warnings account={account} time={time} />
      {account.byRules && !approval && (
        <p className="soft read">
          {t("byRules")}{" "}
          <Link className="link" href={approvedAccountPath(company, no, account.id)}>
            {t("toApproval")}
          </Link>
        </p>
      )}
      {approval}
      {account.mayConfirm && (
        <Form {...form} label={`${t("confirm")} ${account.number}`}>
          <div className="actions">
            <SubmitButton name="intent" value="confirm" pendingLabel={t("confirming")}>
              {t("confirm")}
            </SubmitButton>
          </div>
        </Form>
      )}
      {/* A form of its own: Enter behind a reason is never a confirmation. */}
      {(account.mayReject || account.mayWithdraw) && (
        <Form {...form} label={account.number}>
          <TextField id={`reason-${account.id}`} name="reason" label={t("reason")} autoComplete="off" />
          <div className="actions">
            {account.mayReject && (
              <SubmitButton className="btn" name="intent" value="reject" pendingLabel={t("rejecting")}>
                {t("reject")}
              </SubmitButton>
            )}
            {account.mayWithdraw && (
              <SubmitButton className="btn" name="intent" value="withdraw" pendingLabel={t("withdrawing")}>
                {t("withdraw")}
              </SubmitButton>
            )}
          </div>
        </Form>
      )}
    </Section>
  )
}

const stateLook = {
  proposed: "ready_for_review",
  confirmed: "active",
  rejected: "failed",
  withdrawn: "disabled",
} as const

/** What a thief would have done before. */
function Warnings({ account, time }: { account: BankAccountRead; time: (at: Date) => string }) {
  const t = useTranslations("bank_accounts")
  const field = useTranslations("vendors.field")
  const { contactChanges, twins, coolDownUntil } = account
  return (
    <>
      {contactChanges.length > 0 && (
        <Notice tone="failure" title={t("watch")}>
          <ul>
            {contactChanges.map(({ at, by, field: name, old, now }) => (
              <li key={`${at.toISOString()} ${name}`}>
                {name === null
                  ? t("registered", { by, time: time(at) })
                  : t("changed", {
                      field: field(name),
                      old: old || t("blank"),
                      now: now || t("blank"),
                      by,
                      time: time(at),
                    })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {twins.map(({ no, name, isNear }) => (
        <Notice key={`${no} ${isNear}`} tone="failure">
          {t(isNear ? (no === account.vendorNo ? "nearOwn" : "near") : "shared", { no, name })}
        </Notice>
      ))}
      {coolDownUntil && <Notice tone="warning">{t("alone", { time: time(coolDownUntil) })}</Notice>}
    </>
  )
}
