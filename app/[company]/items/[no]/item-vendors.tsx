import { getLocale, getTranslations } from "next-intl/server"
import { addItemVendor, removeItemVendor } from "@/app/[company]/items/actions"
import { ClientMessages } from "@/app/client-messages"
import { formulaText } from "@/app/formula-text"
import { CardField } from "@/components/document-form/card-field"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ItemRead } from "@/domain/items/read-item"

type Props = { read: ItemRead; no: string; company: string; mayEdit: boolean }

/** Who sells an item, under which number, and how long it takes to come. */
export async function ItemVendors({ read, no, company, mayEdit }: Props) {
  const [t, language] = [await getTranslations("items"), await getLocale()]
  return (
    <Section title={t("vendors.title")}>
      {read.vendors.length === 0 ? (
        <p className="soft">{t("vendors.none")}</p>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("vendors.no")}</Column>
              <Column>{t("vendors.name")}</Column>
              <Column>{t("field.vendorItemNo")}</Column>
              <Column>{t("vendors.leadTime")}</Column>
              {mayEdit && <Column>{t("units.change")}</Column>}
            </Row>
          </TableHead>
          <TableBody>
            {read.vendors.map(({ vendorNo, name, vendorItemNo, leadTimeCalculation }) => (
              <Row key={vendorNo}>
                <Cell className="mid no">
                  <Link className="link" href={`/${company}/vendors/${encodeURIComponent(vendorNo)}`}>
                    {vendorNo}
                  </Link>
                </Cell>
                <Cell className="lead">{name}</Cell>
                <Cell className="mid no" label={t("field.vendorItemNo")}>
                  {vendorItemNo}
                </Cell>
                <Cell className="mid" label={t("vendors.leadTime")}>
                  {formulaText(leadTimeCalculation, language)}
                </Cell>
                {mayEdit && (
                  <Cell className="mid">
                    <ClientMessages>
                      <Form
                        action={removeItemVendor.bind(null, company, no)}
                        label={t("vendors.remove", { no: vendorNo })}
                        holdsWork={false}
                      >
                        <HiddenField name="ofVendorNo" value={vendorNo} />
                        <SubmitButton className="btn" pendingLabel={t("removing")}>
                          {t("remove")}
                        </SubmitButton>
                      </Form>
                    </ClientMessages>
                  </Cell>
                )}
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      {mayEdit && (
        <ClientMessages namespaces={["documents"]}>
          <Form action={addItemVendor.bind(null, company, no)} className="form" label={t("vendors.add")} clearWhenDone>
            <CardField name="ofVendorNo" label={t("vendors.no")} to="vendors" />
            <TextField name="vendorItemNo" label={t("field.vendorItemNo")} autoComplete="off" />
            <TextField
              name="leadTime"
              label={t("vendors.leadTime")}
              hint={t("vendors.leadTimeHint")}
              autoComplete="off"
            />
            <div className="actions">
              <SubmitButton className="btn" pendingLabel={t("saving")}>
                {t("vendors.add")}
              </SubmitButton>
            </div>
          </Form>
        </ClientMessages>
      )}
    </Section>
  )
}
