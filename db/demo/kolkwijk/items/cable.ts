import { type ItemFamily, itemsOf } from "@/db/demo/item-family"

const noordkade = { vendorNo: "L20140", vendorPrefix: "NK" } as const
const oosterbaak = { vendorNo: "L20310", vendorPrefix: "OKD-" } as const
const duinhof = { vendorNo: "L20031", vendorPrefix: "DH" } as const

const families: ItemFamily[] = [
  {
    ...noordkade,
    family: "kabel",
    unit: "RING",
    inventoryPostingGroup: "INSTALL",
    text: size => `Installatiekabel ${size} mm², ring 100 m`,
    rows: [
      [10236, "3G1,5", "44.90"],
      [10238, "4G1,5", "59.75"],
      [10239, "5G1,5", "71.20"],
      [10240, "3G2,5", "63.85", { unitPrice: "89.50" }],
      [10242, "4G2,5", "86.40"],
      [10244, "5G2,5", "103.40", { unitPrice: "148.75" }],
      [10246, "5G4", "168.30"],
      [10248, "5G6", "247.90"],
      [10250, "5G10", "412.60"],
    ],
  },
  {
    ...oosterbaak,
    family: "kabel",
    unit: "M",
    units: { RING: "100" },
    inventoryPostingGroup: "INSTALL",
    text: variant => `Installatiedraad H07V-U ${variant}`,
    rows: [
      [10302, "1,5 mm² zwart", "0.148"],
      [10303, "1,5 mm² blauw", "0.148"],
      [10312, "2,5 mm² blauw", "0.236"],
      [10313, "2,5 mm² bruin", "0.236"],
      [10314, "2,5 mm² geel-groen", "0.239"],
      [10315, "2,5 mm² zwart", "0.236"],
      [10322, "4 mm² geel-groen", "0.387"],
      [10332, "6 mm² geel-groen", "0.574"],
      [10342, "10 mm² geel-groen", "0.962"],
    ],
  },
  {
    ...oosterbaak,
    family: "kabel",
    unit: "M",
    units: { RING: "100", HASPEL: "500" },
    inventoryPostingGroup: "INSTALL",
    text: size => `Grondkabel YMvKas ${size} mm²`,
    rows: [
      [10401, "3 × 2,5", "1.42"],
      [10402, "4 × 2,5", "1.78"],
      [10403, "5 × 2,5", "2.09"],
      [10405, "5 × 4", "3.05"],
      [10406, "5 × 6", "4.21"],
      [10408, "5 × 10", "6.84"],
      [10410, "5 × 16", "10.60"],
    ],
  },
  {
    ...oosterbaak,
    family: "kabel",
    unit: "M",
    units: { RING: "100" },
    text: variant => `Soepel snoer H05VV-F ${variant}`,
    rows: [
      [10501, "2 × 0,75 mm² wit", "0.33"],
      [10502, "3G1 mm² wit", "0.52"],
      [10503, "3G1,5 mm² zwart", "0.71"],
      [10504, "3G2,5 mm² zwart", "1.14"],
      [10505, "5G2,5 mm² zwart", "1.87"],
    ],
  },
  {
    ...duinhof,
    family: "data",
    unit: "M",
    units: { DOOS: "305", HASPEL: "500" },
    text: variant => `Datakabel ${variant}`,
    rows: [
      [10610, "Cat6 U/UTP Eca, grijs", "0.364"],
      [10612, "Cat6A F/FTP Dca, blauw", "0.585"],
      [10614, "Cat7 S/FTP Cca, geel", "0.792"],
      [10616, "Cat6 U/UTP buiten, zwart", "0.478"],
    ],
  },
  {
    ...duinhof,
    family: "data",
    unit: "STUK",
    units: { DOOS: "10" },
    text: variant => variant,
    rows: [
      [10701, "Patchkabel Cat6 0,5 m grijs", "1.05"],
      [10702, "Patchkabel Cat6 1 m grijs", "1.22"],
      [10703, "Patchkabel Cat6 3 m grijs", "1.96"],
      [10704, "Patchkabel Cat6A 5 m blauw", "3.84"],
      [10710, "Patchpaneel 24-poorts Cat6, 1 HE", "41.50"],
      [10711, "Patchpaneel 48-poorts Cat6, 2 HE", "78.90"],
      [10712, "Keystone Cat6 snelmontage", "2.18"],
      [10713, "Wandcontactdoos data 2 × RJ45", "7.65"],
      [10720, "Wandkast 19 inch, 9 HE, 450 mm diep", "98.00"],
      [10722, "Coaxkabel Coax 9, ring 100 m", "36.80", { baseUnitOfMeasure: "RING", units: { RING: "1" } }],
      [10724, "F-connector compressie", "0.68"],
      [10726, "Switch 8-poorts PoE, 65 W", "82.40"],
    ],
  },
]

export const cableItems = families.flatMap(itemsOf)
