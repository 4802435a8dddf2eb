import { getTranslations } from "next-intl/server"
import { ClientMessages } from "@/app/client-messages"
import { Amount, Quantity } from "@/components/amount"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { MergedNoun } from "@/domain/merging/named"
import type { MergedAway, MergedRead } from "@/domain/merging/read-merged"
import { undo } from "./actions"
import { cardPath } from "./merge-path"

type Props = {
  noun: MergedNoun
  company: string
  no: string
  read: MergedRead
  /** In the address, behind an action. */
  search: { merged?: string; unmerged?: string }
}

/** Where the card went, or what became one with it; and that this has just been done. */
export async function MergedNotices({ noun, company, no, read, search }: Props) {
  const t = await getTranslations("merging")
  const { into, others } = read
  const arrived = others.find(({ fromNo }) => fromNo === search.merged)
  return (
    <>
      {arrived && <ArrivalNotice>{t("done", { no: arrived.fromNo, intoNo: no })}</ArrivalNotice>}
      {search.unmerged === "1" && !into && <ArrivalNotice>{t("undone", { no })}</ArrivalNotice>}
      {into && <WentInto noun={noun} company={company} away={into} mayUndo={read.mayMerge} />}
      {others.length > 0 && <Others noun={noun} company={company} others={others} />}
    </>
  )
}

type WentProps = { noun: MergedNoun; company: string; away: MergedAway; mayUndo: boolean }

async function WentInto({ noun, company, away, mayUndo }: WentProps) {
  const t = await getTranslations("merging")
  const { fromNo, intoNo, by, at } = away
  return (
    <Notice tone="warning" title={t(`went.${noun}`, { no: intoNo })}>
      <p>
        <Link className="link no" href={cardPath(company, noun, intoNo)}>
          {intoNo}
        </Link>{" "}
        {by}, <Instant at={at} />
      </p>
      {mayUndo && (
        <ClientMessages>
          <Form action={undo.bind(null, company, noun, fromNo)} label={t("undo")} holdsWork={false}>
            <div className="actions">
              <SubmitButton className="btn" pendingLabel={t("undoing")}>
                {t("undo")}
              </SubmitButton>
            </div>
          </Form>
        </ClientMessages>
      )}
    </Notice>
  )
}

async function Others({ noun, company, others }: Pick<Props, "noun" | "company"> & Pick<MergedRead, "others">) {
  const t = await getTranslations("merging")
  return (
    <Section title={t("others")}>
      <ul>
        {others.map(({ fromNo, by, at, left }) => (
          <li key={fromNo}>
            <Link className="link no" href={cardPath(company, noun, fromNo)}>
              {fromNo}
            </Link>{" "}
            {by}, <Instant at={at} />
            {left !== null && noun === "vendor" && (
              <>
                {" "}
                – {t("balance")}: <Amount value={left} decimals={2} />
              </>
            )}
            {left !== null && noun === "item" && (
              <>
                {" "}
                – {t("inventory")}: <Quantity value={left} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
