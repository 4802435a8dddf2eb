import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { cancelForSender, reassignEntry } from "@/app/[company]/administration/approvals/actions"
import { EntryOf } from "@/app/[company]/administration/approvals/entry-of"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { issueSentences } from "@/app/issue-sentences"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { DueDate } from "@/components/due-date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { TextArea } from "@/components/form/text-area"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { today } from "@/domain/dates/date"
import { refOf } from "@/domain/purchase-approvals/matter-of"
import { readWaitingEntry } from "@/domain/purchase-approvals/waiting-entries"

type Props = { params: Promise<{ company: string; entry: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals.stuck"))("title") }
}

/** Somebody who is asked: of what, who could be asked instead, and taking it back; for administrators. */
export default async function ApprovalEntryPage({ params }: Props) {
  const { company: slug, entry: id } = await params
  const { actor, company } = await requireActorWith("company.administer", slug)
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  const entry = await found(readWaitingEntry(actor, Number(id)))
  const [t, words] = [await getTranslations("approvals.stuck"), await getTranslations("approvals")]
  const { no, version, others, unweighed, dueDate } = entry
  const say = await issueSentences()
  const of = refOf(entry)
  const amount = <Amount value={entry.amount} decimals={entry.amountDecimals} currency={entry.currencyCode} />
  const sent = (
    <>
      {entry.sentByName}, <Instant at={entry.sentAt} />
    </>
  )
  return (
    <>
      <Crumbs
        trail={[{ label: t("title"), href: `/${slug}/administration/approvals` }, { label: entry.vendorNo ?? no }]}
      />
      <PageHead title={entry.approverName} subject={words(`entry.${entry.state as "open" | "waiting"}`)} />
      <Facts
        facts={[
          { term: t("document"), value: <EntryOf entry={entry} /> },
          { term: t("vendor"), value: entry.vendorName },
          ...(entry.vendorNo === null
            ? [{ term: t("amount", { currency: company.currencyCode }), value: amount }]
            : []),
          { term: t("sent"), value: sent },
          ...(dueDate ? [{ term: t("due"), value: <DueDate date={dueDate} today={today(company.timeZone)} /> }] : []),
        ]}
      />
      <Section title={t("reassign")}>
        {unweighed ? (
          <Notice>
            {say(unweighed)} {t("unweighed")}
          </Notice>
        ) : others.length === 0 ? (
          <p className="soft read">{t("nobodyElse")}</p>
        ) : (
          <Form className="form" action={reassignEntry.bind(null, slug, of, entry.id)} label={t("reassign")}>
            <p className="soft read">{t("reassignText", { name: entry.approverName })}</p>
            <HiddenField name="version" value={version} />
            <SelectField
              name="to"
              label={words("to")}
              options={others.map(({ userId, name }) => ({ value: String(userId), label: name }))}
            />
            <TextArea id="reason" name="reason" label={words("reason")} required />
            <SubmitButton className="btn primary" pendingLabel={t("reassigning")}>
              {t("reassign")}
            </SubmitButton>
          </Form>
        )}
      </Section>
      <Section title={words("cancel")}>
        <Form className="form" action={cancelForSender.bind(null, slug, of)} label={words("cancel")} holdsWork={false}>
          <p className="soft read">{t("cancelText", { name: entry.sentByName })}</p>
          <HiddenField name="version" value={version} />
          <SubmitButton className="btn danger" pendingLabel={words("cancelling")}>
            {words("cancel")}
          </SubmitButton>
        </Form>
      </Section>
    </>
  )
}
