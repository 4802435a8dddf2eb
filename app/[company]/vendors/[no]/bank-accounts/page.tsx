import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search, word } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { previewProposal } from "@/domain/bank-account-approvals/preview-proposal"
import { today } from "@/domain/dates/date"
import { readBankAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { readVendor } from "@/domain/vendors/read-vendor"
import { formatDate } from "@/language/date-format"
import { AccountApproval } from "./account-approval"
import { BankAccount } from "./bank-account"
import { ProposeForm } from "./propose-form"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bank_accounts"))("title") }
}

const deeds = ["proposed", "confirmed", "rejected", "withdrawn"] as const
const doneKeys = {
  proposed: "doneProposed",
  confirmed: "doneConfirmed",
  rejected: "doneRejected",
  withdrawn: "doneWithdrawn",
} as const

/** A vendor's bank accounts: what waits for a second person first, with what to look at twice. */
export default async function BankAccountsPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const no = decodeURIComponent(encoded)
  const { values } = await found(readVendor(actor, no))
  const accounts = await readBankAccounts(actor, no)
  const search = await searchParams
  const done = parameter(search, "done") ? word(search, "done", deeds) : undefined
  const byRules = accounts.filter(account => account.byRules)
  // One at a time: its buttons stand once on the page.
  const looked = byRules.find(({ id }) => String(id) === parameter(search, "account")) ?? byRules[0]
  const isProposer = may(actor, "master_data.edit")
  const preview = isProposer ? await previewProposal(actor, no) : null
  const t = await getTranslations("bank_accounts")
  const vendors = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  return (
    <ClientMessages namespaces={["bank_accounts"]}>
      <Live company={company.slug} topics={[{ type: "vendor", no }]} />
      <Crumbs
        trail={[
          { label: vendors("title"), href: path },
          { label: no, href: `${path}/${encodeURIComponent(no)}` },
          { label: t("title") },
        ]}
      />
      <PageHead title={t("title")} subject={`${no} ${values.name}`} />
      {done && <ArrivalNotice>{t(done === "proposed" && preview ? "doneApproval" : doneKeys[done])}</ArrivalNotice>}
      {accounts.length === 0 && <p className="soft">{t("none")}</p>}
      {accounts.map(account => (
        <BankAccount
          key={account.id}
          account={account}
          company={company.slug}
          no={no}
          approval={
            account.id === looked?.id && (
              <AccountApproval actor={actor} slug={company.slug} id={account.id} timeZone={company.timeZone} />
            )
          }
        />
      ))}
      {isProposer && (
        <ProposeForm
          company={company.slug}
          no={no}
          holder={values.name!}
          today={formatDate(today(company.timeZone), actor.language)}
          preview={preview}
        />
      )}
    </ClientMessages>
  )
}
