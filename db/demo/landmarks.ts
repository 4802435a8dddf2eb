/**
 * Where in Kolkwijk (company "kolkwijk") a walk-through or a browser test finds what it needs. The sales invoices run
 * from VF26-01298, the oldest, to VF26-01390 of the day of seeding.
 */
export const kolkwijk = {
  slug: "kolkwijk",
  name: "Kolkwijk Groothandel",
  salesInvoices: {
    /** One comment, ten items that share the default vendor L20140, one G/L account line: the screens' example. */
    example: "VF26-01387",
    /** Three comment lines among eight items. */
    comments: "VF26-01376",
    /** Six items and one G/L account line, 8450 Vrachtkosten binnenland. */
    glAccountLine: "VF26-01374",
    /** Header only. */
    withoutLines: "VF26-01389",
    /** Six items, all with default vendor L20019 Lindetak Verlichting B.V.; no other lines. */
    sharedVendor: "VF26-01390",
    /** Items of several default vendors. */
    mixedVendors: "VF26-01385",
    /** Four items, none with a default vendor. */
    noDefaultVendor: "VF26-01383",
    /** 1,000 item lines, of all vendors. */
    thousandLines: "VF26-01380",
    /** Five items, the third (97010) blocked. */
    blockedItem: "VF26-01362",
    /** Five items, the third (97011) blocked for purchasing. */
    purchasingBlockedItem: "VF26-01363",
    /** Five items and a resource line, R100 Montage op locatie. */
    resourceLine: "VF26-01358",
    /** Two items and one line each of G/L account, resource, item charge and fixed asset. */
    unsupportedTypes: "VF26-01356",
    /** Six items, one of them (90044) a book at 9 %. */
    lowVatBook: "VF26-01355",
    /** In GBP, customer D10611. */
    foreignCurrency: "VF26-01349",
    /** Prices including VAT, customer D10591. */
    pricesIncludingVat: "VF26-01347",
    /** Every line with a line discount. */
    lineDiscounts: "VF26-01345",
    /** Texts typed over the items' own, and an item line without a number, which is text alone. */
    typedTexts: "VF26-01343",
    /** 14 items, all with default vendor L20087 Brugzicht IJzerwaren, who is blocked. */
    blockedDefaultVendor: "VF26-01371",
    /** 18 items, all with default vendor L20278 Veldstroom Klimaat B.V., who prices in USD. */
    usdVendor: "VF26-01340",
    /** 9 items, all with default vendor L20155 Tegelpoort; units M2, DOOS and ZAK. */
    otherUnits: "VF26-01366",
    /** 22 items, all with default vendor L20233 Hollewei Sanitair B.V. */
    sharedSanitary: "VF26-01352",
    /** 12 items, all with default vendor L20162 Rheintal in Germany: VAT reverse-charged. */
    reverseChargeVendor: "VF26-01336",
  },
  vendors: {
    /** Domestic, EUR, 30 days. */
    plain: "L20140",
    blocked: "L20087",
    paymentBlocked: "L20205",
    privacyBlocked: "L20217",
    usd: "L20278",
    yen: "L20303",
    germany: "L20162",
    domesticReverseCharge: "L20184",
    pricesIncludingVat: "L20199",
    /** Paid through L20233. */
    otherPayTo: "L20224",
  },
  items: {
    blocked: "97010",
    purchasingBlocked: "97011",
    lowVat: "90044",
    withoutDefaultVendor: "96010",
    /** Base unit M, also sold by RING of 100 and HASPEL of 500. */
    manyUnits: "10403",
  },
  accounts: { freight: "8450" },
} as const

/** The second company: other users, and numbers that also exist in Kolkwijk. */
export const waterlanden = {
  slug: "waterlanden",
  name: "Waterlanden Techniek",
  /** In both companies: another customer, another content. */
  salesInvoiceInBoth: "VF26-01387",
  salesInvoiceHereAlone: "VF26-01303",
  vendorInBoth: "L20140",
  itemInBoth: "10240",
} as const
