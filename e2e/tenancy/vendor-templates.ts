import { ofA } from "./companies"
import type { Cases } from "./foreign"

export const vendorTemplates: Cases = {
  addresses: {
    "/[company]/vendors/[no]/template": {
      no: "vendor",
      queries: [of => `template=${of.vendorTemplate}`],
      queried: 404,
    },
    "/[company]/vendors/apply-template": {
      queries: [of => `no=${of.vendor}&template=${of.vendorTemplate}`],
      queried: 404,
    },
    "/[company]/vendor-registrations": {},
    "/[company]/vendor-registrations/[id]": { no: "vendorRegistration", queries: [of => `vendor=${of.vendor}`] },
    "/[company]/vendor-templates": {},
    "/[company]/vendor-templates/file": { queries: [() => "format=csv"] },
    "/[company]/vendor-templates/new": {},
    "/[company]/vendor-templates/[code]": { no: "vendorTemplate" },
    "/[company]/vendor-templates/[code]/delete": { no: "vendorTemplate" },
  },
  actions: {
    "[company]/vendor-registrations/actions#answerRegistration": of => [
      {
        at: `vendor-registrations/${ofA.vendorRegistration}`,
        bound: [Number(of.vendorRegistration)],
        form: { vendorNo: of.vendor },
      },
    ],
    "[company]/vendor-templates/actions#makeVendorTemplate": () => [
      { at: "vendor-templates/new", form: { "vendors.code": "" } },
    ],
    "[company]/vendor-templates/actions#saveVendorTemplateCard": of => [
      { at: "vendor-templates/new", bound: [of.vendorTemplate], form: { "vendors.description": "x" } },
    ],
    "[company]/vendor-templates/actions#removeVendorTemplate": of => [
      { at: "vendor-templates/new", bound: [of.vendorTemplate], form: {} },
    ],
    "[company]/vendors/apply-template/actions#applyTemplateToAll": of => [
      {
        at: `vendors/apply-template?no=${ofA.vendor}`,
        bound: [of.vendorTemplate],
        form: { mode: "replace", vendor: `0 ${of.vendor}` },
      },
    ],
    "[company]/vendors/[no]/template/actions#applyTemplate": of => [
      { at: `vendors/${ofA.vendor}/template`, bound: [of.vendor, of.vendorTemplate], form: { mode: "replace" } },
    ],
  },
}
