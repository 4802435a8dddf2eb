import { getTranslations } from "next-intl/server"
import { addUnit, removeUnit } from "@/app/[company]/items/actions"
import { ClientMessages } from "@/app/client-messages"
import { Quantity } from "@/components/amount"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { NumberField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ItemRead } from "@/domain/items/read-item"

type Props = { read: ItemRead; no: string; company: string; mayEdit: boolean }

/** The units an item is bought and sold in. */
export async function ItemUnits({ read, no, company, mayEdit }: Props) {
  const t = await getTranslations("items")
  const base = read.values.baseUnitOfMeasure!
  const others = (read.choices.baseUnitOfMeasure ?? []).filter(({ value }) => value !== base)
  return (
    <Section title={t("units.title")}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("units.unit")}</Column>
            <Column className="num">{t("units.quantity", { unit: base })}</Column>
            {mayEdit && <Column>{t("units.change")}</Column>}
          </Row>
        </TableHead>
        <TableBody>
          {read.units.map(({ code, qtyPerUnitOfMeasure }) => (
            <Row key={code}>
              <Cell className="lead">{code}</Cell>
              <Cell className="num mid" label={t("units.quantity", { unit: base })}>
                <Quantity value={qtyPerUnitOfMeasure} />
              </Cell>
              {mayEdit && (
                <Cell className="mid">
                  {code !== base && (
                    <ClientMessages>
                      <Form
                        action={removeUnit.bind(null, company, no)}
                        label={t("units.remove", { unit: code })}
                        holdsWork={false}
                      >
                        <HiddenField name="unitCode" value={code} />
                        <SubmitButton className="btn" pendingLabel={t("removing")}>
                          {t("remove")}
                        </SubmitButton>
                      </Form>
                    </ClientMessages>
                  )}
                </Cell>
              )}
            </Row>
          ))}
        </TableBody>
      </Table>
      {mayEdit && (
        <ClientMessages>
          <Form action={addUnit.bind(null, company, no)} className="form" label={t("units.add")} clearWhenDone>
            <SelectField name="unitCode" label={t("units.unit")} options={[{ value: "", label: "–" }, ...others]} />
            <NumberField name="qtyPerUnit" label={t("units.quantity", { unit: base })} />
            <div className="actions">
              <SubmitButton className="btn" pendingLabel={t("saving")}>
                {t("units.add")}
              </SubmitButton>
            </div>
          </Form>
        </ClientMessages>
      )}
    </Section>
  )
}
