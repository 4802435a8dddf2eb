import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { issueSentences } from "@/app/issue-sentences"
import { Crumbs } from "@/components/crumbs"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { PlainTextField } from "@/components/plain-text-field"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { mergedKinds } from "@/domain/merging/merged-kinds"
import type { MergedNoun } from "@/domain/merging/named"
import { findMergedCard, type MergeRead, readMerge } from "@/domain/merging/read-merge"
import { MergeCounts } from "./merge-counts"
import { MergeForm } from "./merge-form"
import { cardPath, slugOf } from "./merge-path"

type Props = { noun: MergedNoun; params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

/** Which card another becomes one with, and, once that is named, what differs, what moves and what stands against it. */
export async function MergePage({ noun, params, searchParams }: Props) {
  const { company, no: encoded } = await params
  const { actor } = await requireActorWith(mergedKinds[noun].right, company)
  const no = decodeURIComponent(encoded)
  const card = await found(findMergedCard(actor, noun, no))
  const wanted = parameter(await searchParams, "into")?.trim() ?? ""
  const read = wanted === "" ? null : await readNamed(actor, noun, no, wanted)
  const t = await getTranslations("merging")
  const own = await getTranslations(slugOf(noun) as "vendors")
  const path = cardPath(company, noun, no)
  const title = t(`title.${noun}`)
  return (
    <>
      <Crumbs
        trail={[
          { label: own("title"), href: `/${company}/${slugOf(noun)}` },
          { label: no, href: path },
          { label: title },
        ]}
      />
      <PageHead title={title} subject={`${no} ${card.name}`} />
      <form method="get" action={`${path}/merge`} className="form">
        <PlainTextField
          name="into"
          label={t(`into.${noun}`)}
          hint={t(`intoHint.${noun}`)}
          defaultValue={wanted}
          error={read === undefined ? t(`unknown.${noun}`, { no: wanted }) : undefined}
          autoComplete="off"
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t("compare")}
          </button>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </form>
      {read && <Comparison noun={noun} company={company} read={read} />}
    </>
  )
}

/** Undefined: there is none of that number, in whatever case. */
async function readNamed(actor: Actor, noun: MergedNoun, no: string, wanted: string): Promise<MergeRead | undefined> {
  for (const each of new Set([wanted, wanted.toUpperCase()])) {
    try {
      return await readMerge(actor, noun, no, each)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
    }
  }
  return undefined
}

async function Comparison({ noun, company, read }: { noun: MergedNoun; company: string; read: MergeRead }) {
  const t = await getTranslations("merging")
  const say = await issueSentences()
  const { from, into, issues } = read
  const swapped = `${cardPath(company, noun, into.no)}/merge?into=${encodeURIComponent(from.no)}`
  const swap = from.no !== into.no && (
    <Link className="link" href={swapped}>
      {t("swap", { no: from.no })}
    </Link>
  )
  if (issues.length > 0) {
    return (
      <Notice tone="failure" title={t("notNow")} actions={swap}>
        <ul>
          {issues.map(issue => (
            <li key={JSON.stringify(issue)}>{say(issue)}</li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <MergeForm noun={noun} company={company} read={read} swap={swap}>
      <MergeCounts noun={noun} read={read} />
    </MergeForm>
  )
}
