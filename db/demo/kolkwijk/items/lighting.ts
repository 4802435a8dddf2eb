import { type ItemFamily, itemsOf } from "@/db/demo/item-family"

const lindetak = { vendorNo: "L20019", vendorPrefix: "LT" } as const
const shenfu = { vendorNo: "L20297", vendorPrefix: "SF-LED-" } as const
const beekmans = { vendorNo: "L20256", vendorPrefix: "BB" } as const

const families: ItemFamily[] = [
  {
    ...lindetak,
    family: "verlichting",
    unit: "STUK",
    units: { DOOS: "12" },
    text: variant => `Inbouwspot LED ${variant}`,
    rows: [
      [52014, "5 W, 2700 K, IP44", "5.60"],
      [52016, "5 W, 3000 K, IP44, kantelbaar", "6.15"],
      [52018, "7 W, 2700 K, IP54", "6.85", { unitPrice: "11.25", vendorNo: "L20140", vendorItemNo: "NK52018" }],
      [52020, "7 W, 3000 K, IP65", "8.20"],
      [52022, "10 W, 4000 K, IP65", "10.95"],
      [52024, "dim-to-warm 8 W, IP54", "13.40"],
    ],
  },
  {
    ...lindetak,
    family: "verlichting",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [52110, "LED-paneel 60 × 60 cm, 36 W, 4000 K", "34.50"],
      [52111, "LED-paneel 60 × 60 cm, 36 W, 3000 K, UGR<19", "41.20"],
      [52112, "LED-paneel 30 × 120 cm, 36 W, 4000 K", "38.75"],
      [52114, "Opbouwframe voor paneel 60 × 60 cm", "14.60"],
      [52120, "LED-balk waterdicht 120 cm, 36 W, IP65", "24.90"],
      [52121, "LED-balk waterdicht 150 cm, 48 W, IP65", "29.80"],
      [52122, "LED-balk waterdicht 150 cm met bewegingssensor", "52.40"],
      [52130, "Plafonnière rond 30 cm, 18 W, IP54", "19.75"],
      [52131, "Plafonnière rond 40 cm, 24 W, sensor", "36.90"],
      [52140, "Wandlamp buiten op en neer, antraciet", "31.60"],
      [52142, "Tuinpaal 80 cm, E27, antraciet", "44.80"],
      [52144, "Schijnwerper LED 30 W, IP65", "22.35"],
      [52145, "Schijnwerper LED 50 W met sensor, IP65", "41.90"],
      [52150, "Highbay LED 150 W, 4000 K", "118.00"],
    ],
  },
  {
    ...shenfu,
    family: "verlichting",
    unit: "STUK",
    units: { DOOS: "10" },
    text: variant => variant,
    markup: "1.9",
    rows: [
      [52210, "LED-lamp E27 8 W, 2700 K, mat", "1.32"],
      [52211, "LED-lamp E27 11 W, 2700 K, mat", "1.86"],
      [52212, "LED-lamp E14 5 W, 2700 K, kaars", "1.18"],
      [52213, "LED-filament E27 7 W, 2200 K", "2.35"],
      [52214, "LED-spot GU10 5 W, 2700 K, dimbaar", "1.94"],
      [52215, "LED-spot GU10 5 W, 4000 K", "1.62"],
      [52216, "LED-buis T8 120 cm, 18 W, 4000 K", "3.28"],
      [52217, "LED-buis T8 150 cm, 24 W, 4000 K", "4.15"],
      [52218, "LED-buis T5 115 cm, 16 W, 4000 K", "5.40"],
    ],
  },
  {
    ...shenfu,
    family: "verlichting",
    unit: "ROL",
    text: variant => `LED-strip ${variant}, rol 5 m`,
    markup: "2.1",
    rows: [
      [52230, "24 V, 2700 K, 9,6 W/m", "11.80"],
      [52231, "24 V, 4000 K, 14,4 W/m", "15.25"],
      [52232, "24 V, RGBW, 19,2 W/m", "24.60"],
    ],
  },
  {
    ...beekmans,
    family: "veiligheid",
    unit: "STUK",
    text: variant => variant,
    rows: [
      [53010, "Noodverlichtingsarmatuur opbouw, 1 uur, zelftest", "46.80"],
      [53011, "Noodverlichtingsarmatuur inbouw, 1 uur, zelftest", "52.90"],
      [53012, "Vluchtwegarmatuur met pictogram, 25 m", "58.40"],
      [53014, "Accupakket NiMH 4,8 V, 1,5 Ah", "17.30"],
      [53020, "Rookmelder 230 V, koppelbaar", "28.60"],
      [53021, "Rookmelder 10-jaar lithium", "19.40"],
      [53022, "Koolmonoxidemelder 10-jaar lithium", "24.75"],
      [53023, "Hittemelder 230 V, koppelbaar", "31.20"],
      [53030, "Brandblusser schuim 6 l, vorstvrij", "54.00"],
      [53031, "Brandblusser CO2 5 kg", "92.50"],
      [53032, "Blusdeken 120 × 180 cm", "13.90"],
    ],
  },
]

export const lightingItems = families.flatMap(itemsOf)
