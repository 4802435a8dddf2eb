/** Whom Kolkwijk buys from. All invented, as are contacts, addresses and VAT numbers. */

import type { CompanyRow } from "@/db/company-rows"
import type { DemoVendor } from "@/db/demo/company"
import { abroad, domestic, domesticReverseCharge, europeanUnion } from "@/db/demo/partner"
import { belgianVatNo, dutchVatNo, germanVatNo } from "@/db/demo/vat-number"
import type { orderAddress } from "@/db/schema"

type Place = [address: string, postCode: string, city: string]
type Person = [contact: string, mailbox: string]

/** What every vendor here has unless told otherwise. */
function vendorRow(no: string, name: string, place: Place, person: Person, differing: Partial<DemoVendor>): DemoVendor {
  const [address, postCode, city] = place
  const [contact, email] = person
  return {
    no,
    name,
    searchName: name.toUpperCase(),
    address,
    postCode,
    city,
    contact,
    email,
    phone: "",
    paymentTermsCode: "30D",
    paymentMethodCode: "BANK",
    purchaserCode: "JB",
    vendorPostingGroup: "BINNENL",
    leadTimeCalculation: "3D",
    ...differing,
  }
}

function dutchVendor(no: string, name: string, place: Place, person: Person, differing: Partial<DemoVendor> = {}) {
  const phone = `088-55${no.slice(-4)}0`
  const vatRegistrationNo = dutchVatNo(Number(no.slice(-4)))
  return vendorRow(no, name, place, person, { ...domestic, phone, vatRegistrationNo, ...differing })
}

export const kolkwijkVendors: DemoVendor[] = [
  dutchVendor(
    "L20019",
    "Lindetak Verlichting B.V.",
    ["Kanaaldijk Zuid 48", "5705 CR", "Helmond"],
    ["Eline Verhagen", "orders@lindetak.example"],
    { leadTimeCalculation: "2D", purchaserCode: "MO" },
  ),
  dutchVendor(
    "L20023",
    "Aardewijk Schakelmateriaal B.V.",
    ["Ambachtsveld 17", "7327 AZ", "Apeldoorn"],
    ["Rogier Aalders", "binnendienst@aardewijk.example"],
    { paymentTermsCode: "CM+15D" },
  ),
  dutchVendor(
    "L20031",
    "Duinhof Datacom B.V.",
    ["Helderseweg 212", "1817 GK", "Alkmaar"],
    ["Yara Boonstra", "verkoop@duinhof.example"],
    { paymentTermsCode: "14D" },
  ),
  dutchVendor(
    "L20044",
    "Steenakker Bevestiging B.V.",
    ["Vorstengrafdonk 33", "5342 LT", "Oss"],
    ["Paul Steenakker", "order@steenakker.example"],
    { paymentTermsCode: "30D/8D2%" },
  ),
  dutchVendor(
    "L20052",
    "Wijnbergen Gereedschappen",
    ["Fabriekstraat 9", "7005 AP", "Doetinchem"],
    ["Henk Wijnbergen", "info@wijnbergen.example"],
    { leadTimeCalculation: "1D", purchaserCode: "TH" },
  ),
  dutchVendor(
    "L20066",
    "Rietveen Kunststoffen B.V.",
    ["Industrieweg 61", "7944 HT", "Meppel"],
    ["Femke Rietveen", "orderdesk@rietveen.example"],
    { paymentTermsCode: "45D", leadTimeCalculation: "5D" },
  ),
  dutchVendor(
    "L20087",
    "Brugzicht IJzerwaren",
    ["Bergkwartier 4", "7411 EX", "Deventer"],
    ["Koos Brugman", "koos@brugzicht.example"],
    { blocked: "all", blockedBy: "Sanne Terwolde", leadTimeCalculation: "1W" },
  ),
  dutchVendor(
    "L20093",
    "Zilverbeek Kranen & Douches B.V.",
    ["Keulsebaan 118", "6045 GL", "Roermond"],
    ["Anouk Zilverbeek", "sales@zilverbeek.example"],
    { invoiceDiscountCode: "L20093" },
  ),
  dutchVendor(
    "L20108",
    "Hoogland Meetinstrumenten",
    ["Rotterdamseweg 380", "2629 HG", "Delft"],
    ["Dr. Wim Hoogland", "bestel@hooglandmeet.example"],
    { leadTimeCalculation: "2W", purchaserCode: "TH" },
  ),
  dutchVendor(
    "L20117",
    "Vrachtdienst De Ridderkerk B.V.",
    ["Havenkade 2", "2984 AM", "Ridderkerk"],
    ["Planning", "planning@vrachtdienst.example"],
    { paymentTermsCode: "8D", paymentMethodCode: "INCASSO", leadTimeCalculation: "" },
  ),
  dutchVendor(
    "L20126",
    "Uitgeverij Vakmeester B.V.",
    ["Standerdmolen 8", "3995 AA", "Houten"],
    ["Lidewij Prins", "boekhandel@vakmeester.example"],
    { paymentTermsCode: "60D", leadTimeCalculation: "4D" },
  ),
  dutchVendor(
    "L20140",
    "Noordkade Elektro B.V.",
    ["Provincialeweg 102", "1506 MD", "Zaandam"],
    ["Daan Noordkade", "orders@noordkade.example"],
    { leadTimeCalculation: "3D", invoiceDiscountCode: "L20140" },
  ),
  dutchVendor(
    "L20155",
    "Tegelpoort Bouwstoffen B.V.",
    ["Waalkade 71", "4001 AV", "Tiel"],
    ["Marije van Tuyl", "bouwstoffen@tegelpoort.example"],
    { paymentTermsCode: "1M+CM", leadTimeCalculation: "6D" },
  ),
  vendorRow(
    "L20162",
    "Rheintal Elektrotechnik GmbH",
    ["Uerdinger Straße 214", "47800", "Krefeld"],
    ["Katrin Möllers", "vertrieb@rheintal.example"],
    {
      ...europeanUnion,
      countryRegionCode: "DE",
      vendorPostingGroup: "EU",
      vatRegistrationNo: germanVatNo(162),
      languageCode: "en",
      leadTimeCalculation: "1W",
    },
  ),
  vendorRow(
    "L20171",
    "Vandenbroele Sanitair NV",
    ["Noorderlaan 133", "2030", "Antwerpen"],
    ["Griet Vandenbroele", "bestellingen@vandenbroele.example"],
    {
      ...europeanUnion,
      countryRegionCode: "BE",
      vendorPostingGroup: "EU",
      vatRegistrationNo: belgianVatNo(171),
      languageCode: "nl",
      paymentTermsCode: "CM",
      leadTimeCalculation: "8D",
    },
  ),
  dutchVendor(
    "L20184",
    "Stavorik Montage & Onderaanneming B.V.",
    ["Merwedestraat 55", "3313 CS", "Dordrecht"],
    ["Theo Stavorik", "administratie@stavorik.example"],
    { ...domesticReverseCharge, paymentTermsCode: "14D", leadTimeCalculation: "" },
  ),
  dutchVendor(
    "L20199",
    "IJsselgoed Bouwmarkt",
    ["Energiestraat 26", "8263 BE", "Kampen"],
    ["Zakelijke balie", "zakelijk@ijsselgoed.example"],
    { pricesIncludingVat: true, paymentTermsCode: "DIRECT", paymentMethodCode: "KAART", leadTimeCalculation: "1D" },
  ),
  dutchVendor(
    "L20205",
    "Moerdonk Opslagsystemen B.V.",
    ["Takkebijsters 19", "4817 BL", "Breda"],
    ["Sjoerd Moerdonk", "info@moerdonk.example"],
    { blocked: "payment", blockedBy: "Sanne Terwolde", paymentTermsCode: "60D" },
  ),
  dutchVendor(
    "L20217",
    "Klusbedrijf Van Rossenberg",
    ["Weideweg 140", "7556 BN", "Hengelo"],
    ["P. van Rossenberg", "klus@rossenberg.example"],
    { blocked: "all", privacyBlocked: true, paymentTermsCode: "14D", vatRegistrationNo: "" },
  ),
  dutchVendor(
    "L20224",
    "Hollewei Sanitair filiaal Arnhem",
    ["Westervoortsedijk 73", "6827 AV", "Arnhem"],
    ["Balie Arnhem", "arnhem@hollewei.example"],
    { payToVendorNo: "L20233", leadTimeCalculation: "1D" },
  ),
  dutchVendor(
    "L20233",
    "Hollewei Sanitair B.V.",
    ["Galvanistraat 30", "6716 AE", "Ede"],
    ["Ruben Hollewei", "orders@hollewei.example"],
    { leadTimeCalculation: "4D" },
  ),
  dutchVendor(
    "L20241",
    "Winterswaag Isolatie B.V.",
    ["Snelliusstraat 12", "7102 ED", "Winterswijk"],
    ["Gerda ten Hoopen", "isolatie@winterswaag.example"],
    { paymentTermsCode: "1M" },
  ),
  dutchVendor(
    "L20256",
    "Beekmans Brandveiligheid B.V.",
    ["Hurksestraat 64", "5652 AL", "Eindhoven"],
    ["Jasper Beekmans", "order@beekmans.example"],
    { leadTimeCalculation: "5D" },
  ),
  dutchVendor(
    "L20262",
    "Groenvoort Werkkleding B.V.",
    ["Lonnekerbrugstraat 90", "7547 AK", "Enschede"],
    ["Manon Groenvoort", "bestel@groenvoort.example"],
    { paymentTermsCode: "14D", purchaserCode: "TH" },
  ),
  dutchVendor(
    "L20278",
    "Veldstroom Klimaat B.V.",
    ["Konijnenberg 57", "4825 BC", "Breda"],
    ["Lotte Veldstroom", "klimaat@veldstroom.example"],
    { currencyCode: "USD", leadTimeCalculation: "3W", purchaserCode: "ST" },
  ),
  vendorRow(
    "L20284",
    "Thames & Barrow Tools Ltd",
    ["41 Attercliffe Road", "S9 3QS", "Sheffield"],
    ["Graham Barrow", "trade@thamesbarrow.example"],
    {
      ...abroad,
      countryRegionCode: "GB",
      vendorPostingGroup: "BUITENL",
      currencyCode: "GBP",
      languageCode: "en",
      leadTimeCalculation: "2W",
    },
  ),
  vendorRow(
    "L20297",
    "Shenfu Lighting Co. Ltd",
    ["88 Longhua Avenue", "518109", "Shenzhen"],
    ["Mei Lin", "export@shenfu.example"],
    {
      ...abroad,
      countryRegionCode: "CN",
      vendorPostingGroup: "BUITENL",
      currencyCode: "USD",
      languageCode: "en",
      paymentTermsCode: "60D",
      leadTimeCalculation: "8W",
      purchaserCode: "ST",
    },
  ),
  vendorRow(
    "L20303",
    "Kansai Sokki K.K.",
    ["2-7 Awaza", "550-0011", "Osaka"],
    ["Haruto Mori", "overseas@kansaisokki.example"],
    {
      ...abroad,
      countryRegionCode: "JP",
      vendorPostingGroup: "BUITENL",
      currencyCode: "JPY",
      languageCode: "en",
      paymentTermsCode: "45D",
      leadTimeCalculation: "6W",
      purchaserCode: "ST",
    },
  ),
  dutchVendor(
    "L20310",
    "Oosterbaak Kabel & Draad",
    ["Turfkade 23", "7607 HC", "Almelo"],
    ["Bas Oosterbaak", "kabel@oosterbaak.example"],
    { paymentTermsCode: "30D/8D2%", leadTimeCalculation: "2D" },
  ),
  dutchVendor(
    "L20322",
    "Schuurmans Pompen & Warmte B.V.",
    ["Kazernestraat 15", "5928 NL", "Venlo"],
    ["Inge Schuurmans", "pompen@schuurmans.example"],
    { leadTimeCalculation: "5D" },
  ),
  dutchVendor(
    "L20335",
    "Lijm- en Kithuis Veenstra",
    ["Akkerwinde 40", "8607 GS", "Sneek"],
    ["Douwe Veenstra", "kit@veenstra.example"],
    { paymentTermsCode: "14D", leadTimeCalculation: "2D" },
  ),
  dutchVendor(
    "L20341",
    "Zonnekracht Energie B.V.",
    ["Markerkant 11", "1316 AJ", "Almere"],
    ["Noor Amrani", "b2b@zonnekracht.example"],
    { leadTimeCalculation: "1W", purchaserCode: "ST" },
  ),
]

export const orderAddresses: CompanyRow<typeof orderAddress>[] = [
  {
    vendorNo: "L20140",
    code: "HOORN",
    name: "Noordkade Elektro, magazijn Hoorn",
    address: "De Corantijn 6",
    postCode: "1689 AN",
    city: "Zwaag",
    countryRegionCode: "NL",
    contact: "Expeditie",
  },
  {
    vendorNo: "L20140",
    code: "UTRECHT",
    name: "Noordkade Elektro, afhaalbalie Utrecht",
    address: "Reactorweg 94",
    postCode: "3542 AD",
    city: "Utrecht",
    countryRegionCode: "NL",
    contact: "Afhaalbalie",
  },
  {
    vendorNo: "L20233",
    code: "ARNHEM",
    name: "Hollewei Sanitair filiaal Arnhem",
    address: "Westervoortsedijk 73",
    postCode: "6827 AV",
    city: "Arnhem",
    countryRegionCode: "NL",
    contact: "Balie Arnhem",
  },
  {
    vendorNo: "L20310",
    code: "WIERDEN",
    name: "Oosterbaak, haspelpark Wierden",
    address: "Violenhoeksweg 3",
    postCode: "7641 ZA",
    city: "Wierden",
    countryRegionCode: "NL",
    contact: "Haspelpark",
  },
  {
    vendorNo: "L20297",
    code: "RTM",
    name: "Shenfu Lighting, depot Rotterdam",
    address: "Reeweg 25",
    postCode: "3197 KM",
    city: "Rotterdam",
    countryRegionCode: "NL",
    contact: "Depot",
  },
]
