import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Link } from "@/components/link"
import type { Actor } from "@/domain/access/actor"
import { paymentTypeOf } from "@/domain/payments/find-payment"

type Props = {
  actor: Actor
  slug: string
  search: Search
  /** Number of the payment whose page this is: it needs no way to itself. */
  shown?: string
}

/** Says, on the page that registering a payment leads to, that it has been registered: `?registered=` names it. */
export async function RegisteredNotice({ actor, slug, search, shown }: Props) {
  const no = parameter(search, "registered")
  const type = no ? await paymentTypeOf(actor, no) : null
  if (!no || !type) return null
  const t = await getTranslations("payments")
  return (
    <ArrivalNotice
      actions={
        no !== shown && (
          <Link className="btn" href={`/${slug}/payments/${encodeURIComponent(no)}`}>
            {t("showPayment")}
          </Link>
        )
      }
    >
      {t(type === "refund" ? "refundRegistered" : "registered", { no })}
    </ArrivalNotice>
  )
}
