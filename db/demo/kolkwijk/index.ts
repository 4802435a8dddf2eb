import type { DemoCompany } from "@/db/demo/company"
import { kolkwijk as landmarks } from "@/db/demo/landmarks"
import { dutchVatNo } from "@/db/demo/vat-number"
import { kolkwijkCustomers } from "./customers"
import { kolkwijkItems } from "./items"
import { purchaseLineDiscounts, purchasePrices } from "./prices"
import { lastSalesInvoiceNumber, salesInvoices } from "./sales-invoices"
import { kolkwijkVendors, orderAddresses } from "./vendors"

/** A wholesaler of electrical, sanitary and climate equipment, fasteners and tools. */
export const kolkwijkCompany: DemoCompany = {
  company: {
    slug: landmarks.slug,
    name: landmarks.name,
    address: "Nijverheidskade 15",
    postCode: "8013 PM",
    city: "Zwolle",
    countryRegionCode: "NL",
    vatRegistrationNo: dutchVatNo(1),
    currencyCode: "EUR",
    timeZone: "Europe/Amsterdam",
  },
  purchasers: [
    { code: "JB", name: "Jelle Brandwijk", email: "purchaser@demo.example" },
    { code: "MO", name: "Marit Oosterlaken", email: "processor@demo.example" },
    { code: "ST", name: "Sanne Terwolde", email: "manager@demo.example" },
    { code: "TH", name: "Ties Hagewoud", email: "both@demo.example" },
  ],
  vendors: kolkwijkVendors,
  orderAddresses,
  items: kolkwijkItems,
  purchasePrices,
  purchaseLineDiscounts,
  customers: kolkwijkCustomers,
  salesInvoices,
  lastNumbers: { VF: lastSalesInvoiceNumber, IF: 912, IA: 4127, GIF: 655, L: 20_341, D: 10_617 },
}
