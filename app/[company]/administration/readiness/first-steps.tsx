import { getTranslations } from "next-intl/server"
import { tablePath } from "@/app/[company]/administration/setup/addresses"
import { Link } from "@/components/link"
import { type Actor, may } from "@/domain/access/actor"

/** The pages that a new company goes through, in an order that works; each can be left and come back to. */
export async function FirstSteps({ actor, company }: { actor: Actor; company: string }) {
  const t = await getTranslations("readiness.steps")
  const steps = [
    { name: "company", address: tablePath(company, "company-information") },
    { name: "series", address: `/${company}/administration/starting-numbers` },
    { name: "bank", address: tablePath(company, "bank-accounts") },
    { name: "rates", address: tablePath(company, "exchange-rates") },
    { name: "vat", address: tablePath(company, "vat-posting-setup") },
    { name: "users", address: `/${company}/administration/users` },
    ...(may(actor, "master_data.edit")
      ? ([
          { name: "vendors", address: `/${company}/vendors` },
          { name: "items", address: `/${company}/items` },
          { name: "prices", address: `/${company}/imports/new/purchase-prices` },
        ] as const)
      : []),
    ...(may(actor, "opening_balance.post")
      ? [{ name: "opening", address: `/${company}/administration/opening-balances` } as const]
      : []),
    ...(may(actor, "sales_invoice.import")
      ? [{ name: "sales", address: `/${company}/imports/new/sales-invoices` } as const]
      : []),
  ] as const
  return (
    <ol className="directory">
      {steps.map(({ name, address }) => (
        <li key={name}>
          <Link className="link" href={address}>
            {t(`${name}.title`)}
          </Link>
          <span className="hint">{t(`${name}.text`)}</span>
        </li>
      ))}
    </ol>
  )
}
