import { randomUUID } from "node:crypto"
import { readTemplateApplication } from "@/domain/vendors/apply-vendor-template"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { colleague, company, type Rights } from "./cast"

/** Whose documents are everybody else's: a purchaser with nothing to do in the tests themselves. */
/** What a bank account of a vendor is proposed with. */
/** A vendor that a colleague asked for. */
async function askedVendor(): Promise<number> {
  const { no } = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
  return askForVendor(colleague.actor, {
    name: `Gevraagd ${randomUUID()}`,
    documentType: "sales_invoice",
    documentNo: no,
  })
}

/** A vendor template of the company, by a code that nothing else has. */
async function madeTemplate(): Promise<string> {
  const typed = { code: `T${randomUUID().slice(0, 8)}`, description: "Sjabloon", paymentTermsCode: "14D" }
  return saveVendorTemplate(colleague.actor, { key: null, version: 0, typed })
}

export const vendorTemplates: Rights = {
  openPages: {
    "/vendors/apply-template": "–✓✓–",
    "/vendor-templates": "✓✓✓–",
    "/vendor-registrations": "–✓✓–",
    "/vendor-templates/new": "–✓✓–",
  },
  pagesOf: [
    {
      page: "/vendor-registrations/[id]",
      of: "",
      row: "–✓✓–",
      made: async () => `/vendor-registrations/${await askedVendor()}`,
    },
    {
      page: "/vendor-templates/[code]",
      of: "",
      row: "✓✓✓–",
      made: async () => `/vendor-templates/${await madeTemplate()}`,
    },
    {
      page: "/vendor-templates/[code]/delete",
      of: "",
      row: "–✓✓–",
      made: async () => `/vendor-templates/${await madeTemplate()}/delete`,
    },
    {
      page: "/vendors/[no]/template",
      of: "",
      row: "–✓✓–",
      made: async () => `/vendors/${(await makeVendor(company.id)).no}/template?template=${await madeTemplate()}`,
    },
  ],
  operations: {
    "[company]/vendor-registrations/actions#answerRegistration": [
      {
        row: "–✓✓–",
        made: async () => {
          const id = await askedVendor()
          const form = { vendorNo: (await makeVendor(company.id)).no }
          return { at: `vendor-registrations/${id}`, bound: [id], form }
        },
      },
    ],
    "[company]/vendor-templates/actions#makeVendorTemplate": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "vendor-templates/new",
          form: { "vendors.code": `T${randomUUID().slice(0, 8)}`, "vendors.description": "Nieuw" },
        }),
      },
    ],
    "[company]/vendor-templates/actions#saveVendorTemplateCard": [
      {
        row: "–✓✓–",
        made: async () => ({
          at: "vendor-templates/new",
          bound: [await madeTemplate()],
          form: { "vendors.description": "Anders" },
        }),
      },
    ],
    "[company]/vendor-templates/actions#removeVendorTemplate": [
      { row: "–✓✓–", made: async () => ({ at: "vendor-templates/new", bound: [await madeTemplate()], form: {} }) },
    ],
    "[company]/vendors/apply-template/actions#applyTemplateToAll": [
      {
        row: "–✓✓–",
        made: async () => {
          const [{ no }, code] = [await makeVendor(company.id), await madeTemplate()]
          const { vendor, template } = await readTemplateApplication(colleague.actor, no, code)
          return {
            at: `vendors/apply-template?no=${no}&template=${code}`,
            bound: [code],
            form: { mode: "replace", templateVersion: String(template.version), vendor: `${vendor.version} ${no}` },
          }
        },
      },
    ],
    "[company]/vendors/[no]/template/actions#applyTemplate": [
      {
        row: "–✓✓–",
        made: async () => {
          const [{ no }, code] = [await makeVendor(company.id), await madeTemplate()]
          const { vendor, template } = await readTemplateApplication(colleague.actor, no, code)
          const versions = { vendorVersion: String(vendor.version), templateVersion: String(template.version) }
          return {
            at: `vendors/${no}/template?template=${code}`,
            bound: [no, code],
            form: { mode: "replace", ...versions },
          }
        },
      },
    ],
  },
}
