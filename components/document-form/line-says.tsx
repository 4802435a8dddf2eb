"use client"

import { useTranslations } from "next-intl"
import { Cell, Row } from "@/components/table"
import { Candidates } from "./candidates"
import { lineControls } from "./line-controls"
import type { Candidate, FormLine } from "./view"

type Props = {
  /** Of the element that the line's fields are described by. */
  id: string
  line: FormLine
  errors: readonly { field: string; text: string }[]
  candidates?: Candidate[]
  /** How many the lines have. */
  columns: number
}

/** The row below a line with what is wrong in it, and what its number may mean; none where there is nothing to say. */
export function LineSays({ id, line, errors, candidates, columns }: Props) {
  const t = useTranslations("documents")
  if (errors.length === 0 && !candidates) return null
  return (
    <Row className="said">
      <Cell colSpan={columns} className="lead">
        <div id={id}>
          {errors.map(({ field, text }) => (
            <p className="says bad" key={field}>
              {`${t(`field.${field}`)}: ${text}`}
            </p>
          ))}
        </div>
        {candidates && <Candidates field={`${lineControls(line)}.no`} label={t("field.no")} candidates={candidates} />}
      </Cell>
    </Row>
  )
}
