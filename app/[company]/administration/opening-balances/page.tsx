import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { openingAddress } from "@/app/[company]/_books/addresses"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { issueSentences } from "@/app/issue-sentences"
import { Age } from "@/components/date"
import { Form } from "@/components/form/form"
import { DateField, TextField } from "@/components/form/text-field"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { may } from "@/domain/access/actor"
import { openingName } from "@/domain/opening-balances/prepared"
import { type ListedOpening, listOpenings } from "@/domain/opening-balances/read-opening"
import { type Preparation, readPreparation } from "@/domain/opening-balances/read-preparation"
import { formatDate } from "@/language/date-format"
import { post, saveOpeningStart } from "./actions"
import { ControlAccounts } from "./control-accounts"
import { OpeningParts } from "./opening-parts"
import { PreviewOfOpening } from "./opening-preview"

type Props = { params: Promise<{ company: string }> }

/** Reasons that the page tells at once; the rest is counted. */
const PROBLEMS_SHOWN = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("opening"))("title") }
}

/** What the company had on the day before it began here: prepared in three parts, compared by control account, and posted at once. */
export default async function OpeningBalancesPage({ params }: Props) {
  const { actor, company } = await requireActorWith("books.see", (await params).company)
  const [preparation, openings] = [await readPreparation(actor), await listOpenings(actor)]
  const { prepared, problems, standing } = preparation
  const { startDate, clearingAccountNo, version } = prepared
  const mayPost = may(actor, "opening_balance.post")
  const t = await getTranslations("opening")
  return (
    <ClientMessages namespaces={["opening"]}>
      <PageHead title={t("title")} subject={t("subject")} />
      {mayPost && (
        <Section title={t("start")}>
          <Form className="form" action={saveOpeningStart.bind(null, company.slug)} label={t("start")}>
            <VersionField value={version} />
            <DateField
              name="startDate"
              label={t("startDate")}
              hint={t("startDateHint")}
              defaultValue={startDate ? formatDate(startDate, actor.language) : ""}
            />
            <TextField
              name="clearingAccountNo"
              label={t("clearingAccountNo")}
              hint={t("clearingAccountHint")}
              defaultValue={clearingAccountNo ?? ""}
            />
            <div className="actions">
              <SubmitButton className="btn" pendingLabel={t("saving")}>
                {t("save")}
              </SubmitButton>
            </div>
          </Form>
        </Section>
      )}
      <Section title={t("parts")}>
        <OpeningParts slug={company.slug} preparation={preparation} mayPost={mayPost} />
      </Section>
      {preparation.controls.length > 0 && (
        <Section title={t("controls")}>
          <ControlAccounts preparation={preparation} />
        </Section>
      )}
      <Section title={t("posting")}>
        {problems.length > 0 ? <Problems preparation={preparation} /> : <p>{t("agrees")}</p>}
        {preparation.preview && <PreviewOfOpening preview={preparation.preview} decimals={prepared.lcy.decimals} />}
        {mayPost && problems.length === 0 && (standing === null || standing.isLast) && (
          <Form className="form" action={post.bind(null, company.slug)} label={t("posting")} holdsWork={false}>
            <VersionField value={version} />
            <div className="actions">
              <SubmitButton pendingLabel={t("posting")}>
                {standing ? t("replace", { no: openingName(standing.no) }) : t("post")}
              </SubmitButton>
            </div>
          </Form>
        )}
        {standing && !standing.isLast && <p>{t("later", { no: openingName(standing.no) })}</p>}
      </Section>
      {openings.length > 0 && (
        <Section title={t("posted")}>
          <Openings slug={company.slug} openings={openings} />
        </Section>
      )}
    </ClientMessages>
  )
}

async function Problems({ preparation: { problems, prepared } }: { preparation: Preparation }) {
  const t = await getTranslations("opening")
  const say = await issueSentences(prepared.lcy.decimals)
  const missing = { startDate: t("startDateMissing"), clearingAccountNo: t("clearingAccountMissing") }
  const told = problems.map(issue =>
    issue.code === "required" ? missing[issue.field as keyof typeof missing] : say(issue),
  )
  return (
    <Notice tone="warning" title={t("refused", { count: problems.length })}>
      <ul>
        {[...new Set(told)].slice(0, PROBLEMS_SHOWN).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

async function Openings({ slug, openings }: { slug: string; openings: readonly ListedOpening[] }) {
  const t = await getTranslations("opening")
  return (
    <ul>
      {openings.map(({ no, stands, postedAt, postedByName }) => (
        <li key={no}>
          <Link className="link no" href={openingAddress(slug, no)}>
            {openingName(no)}
          </Link>{" "}
          {stands ? t("stands") : t("reversed")}, {postedByName}, <Age at={postedAt} />
        </li>
      ))}
    </ul>
  )
}
