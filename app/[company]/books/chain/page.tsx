import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { requireActorWith } from "@/app/actor"
import { CalendarDate, Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { Facts } from "@/components/facts"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { readChain, type Seal } from "@/domain/chain/read-chain"
import { check, saveHeadMail } from "./actions"
import { Findings } from "./findings"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("chain"))("title") }
}

/** The chain over history and books: how far it reaches, what its last check found, and the heads of days that were signed. */
export default async function ChainPage({ params }: Props) {
  const { actor, company } = await requireActorWith("books.see", (await params).company)
  const { links, seals, checked, isChecking, mailTo } = await readChain(actor)
  const t = await getTranslations("chain")
  return (
    <>
      <PageHead title={t("title")} />
      <p className="soft">{t("text", { company: company.name })}</p>
      <Facts
        facts={[
          { term: t("links"), value: t("count", { count: links }) },
          { term: t("lastDay"), value: seals[0] ? <CalendarDate date={seals[0].day} /> : t("none") },
          { term: t("checked"), value: checked ? <Instant at={checked.at} /> : t("never") },
        ]}
      />
      <Findings checked={checked} />
      <Form action={check.bind(null, company.slug)} className="form" holdsWork={false} label={t("check")}>
        {isChecking && <p className="soft">{t("checking")}</p>}
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("asking")}>
            {t("check")}
          </SubmitButton>
        </div>
      </Form>
      <Section title={t("heads")}>
        {seals.length === 0 ? (
          <Empty title={t("noHeads")}>{t("noHeadsText")}</Empty>
        ) : (
          <Heads seals={seals} path={booksAddress(company.slug, "chain")} />
        )}
      </Section>
      {may(actor, "company.administer") && (
        <Section title={t("mail")}>
          <p className="soft">{t("mailText")}</p>
          <Form action={saveHeadMail.bind(null, company.slug)} className="form">
            <DoneNotice>{t("saved")}</DoneNotice>
            <TextField name="mailTo" type="email" label={t("mailTo")} hint={t("mailHint")} defaultValue={mailTo} />
            <div className="actions">
              <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}

async function Heads({ seals, path }: { seals: readonly Seal[]; path: string }) {
  const t = await getTranslations("chain")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("day")}</Column>
          <Column className="num">{t("links")}</Column>
          <Column>{t("hash")}</Column>
          <Column>{t("key")}</Column>
          <Column>{t("file")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {seals.map(({ day, position, hash, publicKey }) => (
          <Row key={day}>
            <Cell className="lead">
              <CalendarDate date={day} />
            </Cell>
            <Cell className="num mid" label={t("links")}>
              {t("count", { count: position })}
            </Cell>
            <Cell className="mid" label={t("hash")}>
              <code>{hash.replaceAll(/(.{16})(?=.)/gu, "$1\u200b")}</code>
            </Cell>
            <Cell className="mid soft" label={t("key")}>
              <code>{publicKey.replaceAll(/(.{11})(?=.)/gu, "$1\u200b")}</code>
            </Cell>
            <Cell className="mid">
              <a href={`${path}/head?day=${day}`}>{t("fileOf", { day })}</a>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
