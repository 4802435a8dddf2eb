import { type ItemFamily, itemsOf } from "@/db/demo/item-family"

const wijnbergen = { vendorNo: "L20052", vendorPrefix: "WG" } as const
const thames = { vendorNo: "L20284", vendorPrefix: "TBT-" } as const
const hoogland = { vendorNo: "L20108", vendorPrefix: "HM" } as const
const kansai = { vendorNo: "L20303", vendorPrefix: "KS" } as const
const groenvoort = { vendorNo: "L20262", vendorPrefix: "GV" } as const
const vakmeester = { vendorNo: "L20126", vendorPrefix: "978-90-" } as const
const ijsselgoed = { vendorNo: "L20199", vendorPrefix: "IJG" } as const
const stavorik = { vendorNo: "L20184", vendorPrefix: "SMO" } as const
const nobody = { vendorNo: null, vendorPrefix: "" } as const

const service = { type: "service", genProdPostingGroup: "DIENSTEN", inventoryPostingGroup: null } as const

const families: ItemFamily[] = [
  {
    ...wijnbergen,
    family: "gereedschap",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [88010, "Accuboormachine 18 V, 2 × 5,0 Ah", "189.00"],
      [88011, "Accuslagschroevendraaier 18 V, body", "98.50"],
      [88012, "Combihamer SDS-plus 18 V, body", "226.00"],
      [88013, "Haakse slijper 125 mm, 1400 W", "74.80"],
      [88014, "Reciprozaag 18 V, body", "148.00"],
      [88015, "Bouwstofzuiger klasse M, 30 l", "318.00"],
      [88016, "Accu 18 V, 5,0 Ah", "64.50"],
      [88017, "Diamantschijf 125 mm, universeel", "14.90"],
      [88018, "Hamerboor SDS-plus 6 × 160 mm", "3.25", { units: { STUK: "1", DOOS: "10" } }],
      [88019, "Hamerboor SDS-plus 8 × 160 mm", "3.60", { units: { STUK: "1", DOOS: "10" } }],
      [88020, "Hamerboor SDS-plus 10 × 210 mm", "4.85", { units: { STUK: "1", DOOS: "10" } }],
      [88021, "Gatzaag 68 mm voor inbouwdozen", "17.40"],
      [88022, "Bitset 32-delig TX/PH/PZ", "15.80", { baseUnitOfMeasure: "SET", units: { SET: "1" } }],
      [88023, "Rolbandmaat 5 m", "5.90"],
      [88024, "Waterpas 60 cm, magnetisch", "21.60"],
      [88025, "Trap aluminium, 2 × 7 treden", "96.00"],
    ],
  },
  {
    ...thames,
    family: "gereedschap",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [88110, "VDE-schroevendraaierset 7-delig", "26.40", { baseUnitOfMeasure: "SET", units: { SET: "1" } }],
      [88111, "VDE-combinatietang 180 mm", "18.90"],
      [88112, "VDE-zijkniptang 160 mm", "17.80"],
      [88113, "Striptang automatisch 0,2–6 mm²", "29.50"],
      [88114, "Adereindhulstang 0,25–10 mm²", "46.20"],
      [88115, "Waterpomptang 250 mm", "21.35"],
      [88116, "Pijptang Zweeds model 1 inch", "27.60"],
      [88117, "Gereedschapskoffer leeg, 45 l", "58.00"],
    ],
  },
  {
    ...hoogland,
    family: "meten",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [88210, "Tweepolige spanningstester 12–1000 V", "42.80"],
      [88211, "Multimeter digitaal TRMS, CAT III", "96.40"],
      [88212, "Stroomtang AC/DC 400 A", "128.00"],
      [88213, "Installatietester NEN 3140", "864.00"],
      [88214, "Kruislijnlaser groen, 30 m", "164.00"],
      [88215, "Afstandsmeter laser 50 m", "78.90"],
    ],
  },
  {
    ...kansai,
    family: "meten",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [88310, "Thermografische camera 160 × 120", "386.00"],
      [88311, "Luchtdebietmeter met vleugelrad", "274.00"],
      [88312, "Isolatieweerstandsmeter 1000 V", "198.00"],
    ],
  },
  {
    ...groenvoort,
    family: "werkkleding",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [91010, "Werkbroek met kniezakken, maat 50, marine", "38.60"],
      [91011, "Werkbroek met kniezakken, maat 52, marine", "38.60"],
      [91012, "Werkbroek met kniezakken, maat 54, marine", "38.60"],
      [91013, "Softshelljas maat L, marine", "42.90"],
      [91014, "Veiligheidshesje geel, klasse 2", "3.15", { units: { STUK: "1", DOOS: "25" } }],
      [91015, "Veiligheidshelm wit, draaiknop", "13.80"],
      [91016, "Veiligheidsbril helder", "3.95", { units: { STUK: "1", DOOS: "12" } }],
      [91017, "Gehoorkap opvouwbaar, 28 dB", "16.40"],
      [91020, "Montagehandschoen PU maat 9", "1.12", { baseUnitOfMeasure: "PAAR", units: { PAAR: "1", PAK: "12" } }],
      [91021, "Montagehandschoen PU maat 10", "1.12", { baseUnitOfMeasure: "PAAR", units: { PAAR: "1", PAK: "12" } }],
      [91022, "Veiligheidsschoen S3 maat 43", "64.50", { baseUnitOfMeasure: "PAAR", units: { PAAR: "1" } }],
      [91023, "Stofmasker FFP2 met ventiel", "0.94", { units: { STUK: "1", DOOS: "10" } }],
    ],
  },
  {
    ...vakmeester,
    family: "boeken",
    unit: "STUK",
    vatProdPostingGroup: "LAAG",
    text: variant => variant,
    markup: "1.3",
    rows: [
      [90040, "Handboek NEN 1010 in de praktijk", "48.50"],
      [90041, "Werkboek veilig werken NEN 3140", "29.80"],
      [90042, "Handboek sanitaire installaties", "41.20"],
      [90043, "Basisboek warmtepompen", "36.75"],
      [90044, "Handboek installatietechniek, 4e druk", "34.95"],
    ],
  },
  {
    ...ijsselgoed,
    family: "magazijn",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [92010, "Verhuisdoos 48 × 32 × 36 cm", "1.45", { units: { STUK: "1", PAK: "20" } }],
      [92011, "Stretchfolie 50 cm × 300 m", "6.90", { baseUnitOfMeasure: "ROL", units: { ROL: "1", DOOS: "6" } }],
      [92012, "Afplaktape 38 mm × 50 m", "2.60", { baseUnitOfMeasure: "ROL", units: { ROL: "1", DOOS: "24" } }],
      [92013, "Puinzak 80 × 120 cm, rol 20 stuks", "8.75", { baseUnitOfMeasure: "ROL", units: { ROL: "1" } }],
      [92014, "Straatbezem 40 cm met steel", "9.40"],
      [92015, "Emmer bouw 12 l, zwart", "1.95"],
    ],
  },
  {
    ...stavorik,
    family: "diensten",
    unit: "UUR",
    text: variant => variant,
    rows: [
      [95010, "Montage elektra, monteur", "46.00", service],
      [95011, "Montage elektra, leerling", "31.00", service],
      [95012, "Montage sanitair, monteur", "47.50", service],
      [95013, "Keuring installatie NEN 3140", "68.00", service],
    ],
  },
  {
    ...nobody,
    family: "los",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [96010, "Deurbelset draadloos, wit", "22.40"],
      [96011, "Huisnummer RVS 15 cm, cijfer 7", "6.85"],
      [96012, "Brievenbus staal, antraciet", "41.60"],
      [96013, "Sleutelkluis met cijferslot", "28.90"],
      [96014, "Cadeaubon Kolkwijk", "25.00", { type: "non_inventory", vatProdPostingGroup: "VRIJ", unitPrice: "25" }],
      [96015, "Retourdoos lampen, gratis", "0", { type: "non_inventory", unitPrice: "0" }],
      [97010, "Gloeilamp E27 60 W, restpartij", "0.80", { blocked: true, vendorNo: "L20019", vendorItemNo: "LT60012" }],
      [
        97011,
        "Halogeenspot GU10 50 W, uitlopend",
        "1.10",
        { purchasingBlocked: true, vendorNo: "L20019", vendorItemNo: "LT60044" },
      ],
    ],
  },
]

export const toolItems = families.flatMap(itemsOf)
