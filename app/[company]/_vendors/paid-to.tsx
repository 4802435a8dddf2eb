import { useNow, useTranslations } from "next-intl"
import { calendarDaysBetween } from "@/components/age"
import type { Fact } from "@/components/facts"
import { Link } from "@/components/link"
import { useZone } from "@/components/time-zone"
import { type Actor, may } from "@/domain/access/actor"
import { type PayableAccount, readPayableAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { dateIn } from "@/language/date-format"
import { bankAccountsPath } from "./bank-accounts-path"

type Props = Awaited<ReturnType<typeof readPayableAccounts>> & { path: string }

/** A fact about where a vendor is paid, for who looks at a document of it; none for who may not see vendors. */
export async function paidToFact(actor: Actor, slug: string, vendorNo: string, term: string): Promise<Fact[]> {
  if (!may(actor, "master_data.see")) return []
  const payable = await readPayableAccounts(actor, vendorNo)
  return [{ term, value: <PaidToAccounts {...payable} path={bankAccountsPath(slug, vendorNo)} /> }]
}

/** Where a vendor is paid, and by which two people that was confirmed, and when. */
export function PaidToAccounts({ accounts, proposed, path }: Props) {
  const t = useTranslations("bank_accounts")
  return (
    <>
      {accounts.length === 0 && <span className="bad">{t("missing")}</span>}
      {accounts.map(account => (
        <span key={account.id} className="block">
          <Confirmed account={account} />
        </span>
      ))}{" "}
      <Link className="link" href={path}>
        {proposed > 0 ? t("waiting", { count: proposed }) : t("all")}
      </Link>
    </>
  )
}

function Confirmed({ account }: { account: PayableAccount }) {
  const t = useTranslations("bank_accounts")
  const [now, zone] = [useNow(), useZone()]
  return t("line", {
    number: account.number,
    holder: account.accountHolder,
    days: calendarDaysBetween(dateIn(account.confirmedAt!, zone), dateIn(now, zone)),
    proposed: account.proposedByName,
    confirmed: account.confirmedByName ?? "",
  })
}
