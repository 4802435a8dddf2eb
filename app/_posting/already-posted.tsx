import { getTranslations } from "next-intl/server"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { CircleCheck } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { type Actor, may } from "@/domain/access/actor"
import type { PostedAs } from "@/domain/purchase-documents/find-posted-as"

type Props = {
  actor: Actor
  slug: string
  /** Number that the draft had. */
  draftNo: string
  /** Name and address of the list of drafts. */
  list: { label: string; href: string }
  posted: PostedAs
}

/** In place of a draft that is gone because it was posted: by whom, when, and where it is now. */
export async function AlreadyPosted({ actor, slug, draftNo, list, posted }: Props) {
  const t = await getTranslations("posting")
  const address = postedPath(slug, posted.documentType, posted.no)
  return (
    <>
      <Crumbs trail={[list, { label: draftNo }]} />
      <PageHead title={t(`gone.title.${posted.documentType}`, { no: draftNo })} subject={posted.vendorName} />
      <Notice
        icon={CircleCheck}
        title={t("gone.as", { no: posted.no, name: posted.byName })}
        actions={
          may(actor, "purchase_invoice.edit_all") && (
            <Link className="btn primary" href={address}>
              {t("gone.open", { no: posted.no })}
            </Link>
          )
        }
      >
        <p className="soft">
          <Instant at={posted.at} />
        </p>
      </Notice>
    </>
  )
}
