/** A smaller firm: pumps, pipework and control for water. Several numbers also exist in Kolkwijk, on purpose. */
import type { DemoCustomer, DemoItem, DemoVendor } from "@/db/demo/company"
import { type ItemFamily, itemsOf } from "@/db/demo/item-family"
import { domestic, europeanUnion } from "@/db/demo/partner"
import { belgianVatNo, dutchVatNo } from "@/db/demo/vat-number"

type Row = [no: number, name: string, address: string, postCode: string, city: string, contact: string]

const home = ([no, name, address, postCode, city, contact]: Row, series: string) => ({
  ...domestic,
  no: series + no,
  name,
  address,
  postCode,
  city,
  contact,
  vatRegistrationNo: dutchVatNo(30_000 + no),
  paymentTermsCode: "30D",
})

const vendorRow = (row: Row, differing: Partial<DemoVendor> = {}): DemoVendor => ({
  ...home(row, "L"),
  searchName: row[1].toUpperCase(),
  email: `order@l${row[0]}.example`,
  paymentMethodCode: "BANK",
  purchaserCode: "IK",
  vendorPostingGroup: "BINNENL",
  leadTimeCalculation: "5D",
  ...differing,
})

export const waterlandenVendors: DemoVendor[] = [
  vendorRow([20011, "Pompenfabriek De Zaan B.V.", "Hemkade 18", "1506 PR", "Zaandam", "Verkoop binnendienst"]),
  vendorRow([20019, "Polderpers Leidingtechniek", "Westeinde 140", "1636 VD", "Schermerhorn", "Joke Polder"]),
  vendorRow([20025, "Regeltechniek Hoekwater B.V.", "Overschieseweg 10", "3044 EE", "Rotterdam", "Ilyas Demir"]),
  vendorRow([20038, "Kunststof Beemster", "Nekkerweg 61", "1461 LB", "Zuidoostbeemster", "Martin Beets"]),
  vendorRow([20052, "Sluis & Schuif Afsluiters", "Sluisweg 3", "4205 AL", "Gorinchem", "Peter Sluis"], {
    pricesIncludingVat: true,
  }),
  vendorRow([20087, "Meetpunt Waterkwaliteit", "Droevendaal 8", "6708 PB", "Wageningen", "Dr. Els Maas"]),
  vendorRow([20140, "Gemaal & Pomp Beheer B.V.", "Gemaalweg 21", "8321 EH", "Urk", "Kees Romkes"]),
  vendorRow([20155, "Stalen Buis Centrale", "Buizenweg 77", "3821 AD", "Amersfoort", "Remco Buis"], { blocked: "all" }),
  vendorRow([20162, "Hydrotech Vlaanderen BV", "Havenlaan 5", "9000", "Gent", "Bart Claes"], {
    ...europeanUnion,
    countryRegionCode: "BE",
    vendorPostingGroup: "EU",
    vatRegistrationNo: belgianVatNo(9162),
  }),
]

const families: ItemFamily[] = [
  {
    family: "pompen",
    vendorNo: "L20140",
    vendorPrefix: "GP-",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [10236, "Dompelpomp 0,37 kW, vlotter", "164.00"],
      [10238, "Dompelpomp 0,55 kW, vlotter", "198.00"],
      [10240, "Dompelpomp 0,75 kW, RVS", "246.00"],
      [10244, "Dompelpomp 1,5 kW, versnijdend", "612.00"],
      [10250, "Centrifugaalpomp 2,2 kW, flens DN50", "894.00"],
      [10252, "Hydrofoorpomp met drukvat 24 l", "318.00"],
      [10254, "Onderwaterpomp 4 inch, 1,1 kW", "428.00"],
      [10256, "Bronpomp zonne-energie 24 V", "356.00"],
    ],
  },
  {
    family: "pompen",
    vendorNo: "L20011",
    vendorPrefix: "DZ",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [10310, "Asafdichting 24 mm, SiC", "38.50"],
      [10311, "Waaier brons 120 mm", "84.00"],
      [10312, "Vlotterschakelaar 10 m kabel", "21.80"],
      [10313, "Terugslagklep kogel DN50", "46.20"],
      [10314, "Drukvat membraan 60 l", "92.00"],
      [10315, "Manometer 0–10 bar, glycerine", "12.40"],
    ],
  },
  {
    family: "leidingen",
    vendorNo: "L20038",
    vendorPrefix: "KB ",
    unit: "M",
    units: { ROL: "100" },
    text: variant => `PE-buis ${variant}`,
    rows: [
      [20113, "25 mm PN16, zwart", "0.74"],
      [20115, "32 mm PN16, zwart", "1.12"],
      [20117, "40 mm PN16, zwart", "1.76"],
      [20119, "50 mm PN16, zwart", "2.68"],
      [20121, "63 mm PN16, zwart", "4.15"],
    ],
  },
  {
    family: "leidingen",
    vendorNo: "L20019",
    vendorPrefix: "PP",
    unit: "STUK",
    units: { DOOS: "10" },
    text: variant => `Klemkoppeling ${variant}`,
    rows: [
      [20210, "25 mm recht", "2.35"],
      [20211, "32 mm recht", "3.10"],
      [20212, "32 mm knie 90°", "3.95"],
      [20213, "40 mm T-stuk", "8.60"],
      [20214, "50 mm recht", "7.90"],
      [20215, "63 mm knie 90°", "16.80"],
    ],
  },
  {
    family: "afsluiters",
    vendorNo: "L20052",
    vendorPrefix: "SS",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [30410, "Schuifafsluiter DN50, gietijzer", "68.00"],
      [30411, "Schuifafsluiter DN80, gietijzer", "96.00"],
      [30412, "Vlinderklep DN100, handel", "84.50"],
      [30413, "Kogelafsluiter PVC 32 mm, lijm", "9.80"],
      [30414, "Kogelafsluiter PVC 50 mm, lijm", "16.40"],
      [30415, "Straatpot gietijzer, gas/water", "27.30"],
    ],
  },
  {
    family: "regeling",
    vendorNo: "L20025",
    vendorPrefix: "RH-",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [41001, "Frequentieregelaar 1,5 kW, IP55", "384.00"],
      [41003, "Frequentieregelaar 4 kW, IP55", "586.00"],
      [41005, "Pompbesturingskast 2 pompen", "742.00"],
      [41007, "Niveauregelaar met 3 sondes", "98.00"],
      [41009, "Telemetriemodule 4G", "428.00"],
      [41011, "Druktransmitter 0–10 bar, 4–20 mA", "86.00"],
    ],
  },
  {
    family: "meting",
    vendorNo: "L20087",
    vendorPrefix: "MW",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [52014, "Watermeter DN25, pulsuitgang", "74.00"],
      [52016, "Elektromagnetische flowmeter DN50", "946.00"],
      [52018, "pH-sonde met 5 m kabel", "138.00"],
      [52020, "Zuurstofmeter draagbaar", "524.00"],
      [52022, "Testset nitraat, 100 metingen", "31.60", { baseUnitOfMeasure: "SET", units: { SET: "1" } }],
    ],
  },
]

export const waterlandenItems: DemoItem[] = families.flatMap(itemsOf)

const customerRow = (row: Row): DemoCustomer => ({
  ...home(row, "D"),
  salespersonCode: "BS",
  customerPostingGroup: "BINNENL",
})

export const waterlandenCustomers: DemoCustomer[] = [
  customerRow([10402, "Hoogheemraadschap Waterrijk", "Stationsplein 136", "1703 WC", "Heerhugowaard", "Inkoop"]),
  customerRow([10407, "Tuinbouwbedrijf De Kas", "Middenweg 401", "1704 BB", "Heerhugowaard", "Simon Kas"]),
  customerRow([10411, "Camping Het Rietland", "Uitdammerdijk 10", "1154 PP", "Uitdam", "Receptie"]),
  customerRow([10436, "Gemeente Landsmeerder", "Raadhuisstraat 1", "1121 XC", "Landsmeer", "Openbare werken"]),
  customerRow([10448, "Melkveehouderij Groot", "Purmerdijk 8", "1141 PB", "Monnickendam", "Dirk Groot"]),
  customerRow([10466, "Aannemer Zeevang B.V.", "Kwadijkerweg 22", "1471 CB", "Kwadijk", "Werner Zeevang"]),
  customerRow([10482, "Jachthaven Volenmeer", "Zeedijk 5", "1132 EA", "Volendam", "Havenkantoor"]),
  customerRow([10491, "Golfbaan Waterveen", "Broekermeerdijk 40", "1151 CX", "Broek in Waterland", "Greenkeeper"]),
  customerRow([10522, "Zwembad De Dompelaar", "Kometenstraat 2", "1443 BA", "Purmerend", "Technische dienst"]),
  customerRow([10549, "Viskwekerij Purmersloot", "Oosterweg 61", "1483 GK", "De Rijp", "Anja Sloot"]),
]
