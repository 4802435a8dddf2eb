"use client"

import { useTranslations } from "next-intl"
import { FocusOnArrival } from "@/components/focus-on-arrival"
import { TriangleAlert } from "@/components/icons"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { DocumentView, ShownChange, StaleView } from "./view"

/** How many of the other's own changes are listed; the rest is counted. */
const listed = 20

/** Somebody else saved first: what they changed, and the choice where both changed the same. */
export function StaleNotice({ view, stale, path }: { view: DocumentView; stale: StaleView; path: string }) {
  const t = useTranslations("documents.stale")
  const { by, at, conflicts, taken } = stale
  const taking = taken.slice(0, listed)
  return (
    <FocusOnArrival className="notice warning" role="alert" answer={`${view.version} ${conflicts.length}`}>
      <TriangleAlert className="icon" aria-hidden="true" />
      <p>
        <strong>{t("notSaved", { name: by, time: at })}</strong>
      </p>
      <p className="soft">{t("merged", { conflicts: conflicts.length, taken: taken.length })}</p>
      {conflicts.length + taking.length > 0 && (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("field")}</Column>
              <Column className="num">{t("before")}</Column>
              <Column className="num">{t("mine")}</Column>
              <Column className="num">{t("theirs", { name: by })}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {conflicts.map(change => (
              <ConflictRow key={change.field} change={change} by={by} chosen={view.choices[change.field] ?? "mine"} />
            ))}
            {taking.map(change => (
              <Row key={change.field}>
                <Cell className="lead">{change.label}</Cell>
                <Cell className="num mid soft" label={t("before")}>
                  {change.before ?? t("nothing")}
                </Cell>
                <Cell className="num mid soft" label={t("mine")}>
                  {t("notChanged")}
                </Cell>
                <Cell className="num mid" label={t("theirs", { name: by })}>
                  {change.theirs ?? t("deleted")}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      {taken.length > listed && <p className="soft">{t("andMore", { count: taken.length - listed })}</p>}
      <input type="hidden" name="stale" value={JSON.stringify({ by, at, conflicts, taken: taking })} />
      <div className="actions below">
        <SubmitButton name="intent" value="save" pendingLabel={t("saving")}>
          {conflicts.length > 0 ? t("saveChoices") : t("saveMerged")}
        </SubmitButton>
        <a className="btn" href={path}>
          {t("showSaved")}
        </a>
      </div>
    </FocusOnArrival>
  )
}

function ConflictRow({ change, by, chosen }: { change: ShownChange; by: string; chosen: "mine" | "theirs" }) {
  const t = useTranslations("documents.stale")
  const choice = (value: "mine" | "theirs", who: string, text: string) => (
    <label>
      <input
        type="radio"
        name={`choice.${change.field}`}
        value={value}
        defaultChecked={chosen === value}
        aria-label={t("choice", { field: change.label, who, value: text })}
      />{" "}
      {text}
    </label>
  )
  return (
    <Row>
      <Cell className="lead">{change.label}</Cell>
      <Cell className="num mid soft" label={t("before")}>
        {change.before ?? t("nothing")}
      </Cell>
      <Cell className="num mid" label={t("mine")}>
        {choice("mine", t("mine"), change.mine ?? t("deleted"))}
      </Cell>
      <Cell className="num mid" label={t("theirs", { name: by })}>
        {choice("theirs", t("theirs", { name: by }), change.theirs ?? t("deleted"))}
      </Cell>
    </Row>
  )
}
