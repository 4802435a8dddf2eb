import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Facts } from "@/components/facts"
import { Section } from "@/components/section"
import type { TransactionRead } from "@/domain/books/read-transaction"

/** What a payment took from a bank account. */
export async function BankEntry({ read: { bank } }: { read: TransactionRead }) {
  const t = await getTranslations("books")
  if (!bank) return null
  const amount = <Amount value={bank.amount} decimals={bank.amountDecimals} currency={bank.currencyCode} />
  return (
    <Section title={t("bankEntry")}>
      <Facts
        facts={[
          { term: t("bankAccount"), value: bank.bankAccountNo },
          { term: t("amount"), value: amount },
        ]}
      />
    </Section>
  )
}
