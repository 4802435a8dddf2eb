/** What vendors and customers of the same region have in common. */
export const domestic = {
  countryRegionCode: "NL",
  genBusPostingGroup: "BINNENL",
  vatBusPostingGroup: "BINNENL",
} as const

/** Domestic, VAT reverse-charged to the buyer, as with subcontracted work. */
export const domesticReverseCharge = { ...domestic, vatBusPostingGroup: "VERLEGD" } as const

export const europeanUnion = { genBusPostingGroup: "EU", vatBusPostingGroup: "EU" } as const

export const abroad = { genBusPostingGroup: "BUITENL", vatBusPostingGroup: "BUITENL" } as const
