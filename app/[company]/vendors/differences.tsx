import { getTranslations } from "next-intl/server"
import { recordText } from "@/app/[company]/_records/record-text"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { TemplateApplication } from "@/domain/vendors/apply-vendor-template"

/** Where a vendor differs from a template: what it has, and what each of the two buttons would make of it. */
export async function Differences({ application }: { application: TemplateApplication }) {
  const { vendor, differences } = application
  const [t, field] = [await getTranslations("vendor_templates.apply"), await getTranslations("vendors.field")]
  const text = await recordText(vendor.definition, vendor.choices)
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("field")}</Column>
          <Column>{t("now")}</Column>
          <Column>{t("fill")}</Column>
          <Column>{t("replace")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {differences.map(({ field: of, now, template, isBlank }) => (
          <Row key={of.name}>
            <Cell className="lead">{field(of.name)}</Cell>
            <Cell label={t("now")}>{text(of, now) || t("blank")}</Cell>
            <Cell label={t("fill")}>{isBlank ? <strong>{text(of, template)}</strong> : t("stays")}</Cell>
            <Cell label={t("replace")}>
              <strong>{text(of, template)}</strong>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
