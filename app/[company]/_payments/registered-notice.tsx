import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Link } from "@/components/link"
import type { Actor } from "@/domain/access/actor"
import { paymentTypeOf } from "@/domain/payments/find-payment"

/** Says, on the page that led to registering a payment, that it has been registered: `?registered=` names it. */
export async function RegisteredNotice({ actor, slug, search }: { actor: Actor; slug: string; search: Search }) {
  const no = parameter(search, "registered")
  const type = no ? await paymentTypeOf(actor, no) : null
  if (!no || !type) return null
  const t = await getTranslations("payments")
  return (
    <ArrivalNotice
      actions={
        <Link className="btn" href={`/${slug}/payments/${encodeURIComponent(no)}`}>
          {t("showPayment")}
        </Link>
      }
    >
      {t(type === "refund" ? "refundRegistered" : "registered", { no })}
    </ArrivalNotice>
  )
}
