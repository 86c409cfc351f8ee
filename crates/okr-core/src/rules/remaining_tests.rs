//! Sentences of our own for what is left when no list knows a word of a title: names of things, orders, clauses and work, and
//! beside them goals without a digit that measure all the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::wording_tests::{each, told_of};

#[test]
fn a_thing_that_is_only_named_is_delivered() {
    each(&[
        ("Two-step login for shop owners", &["O203"]),
        ("Menu boards on three squares", &["O203"]),
        ("Allergen labels for 14 dishes", &["O203"]),
        ("Kitchen handbook (no photos)", &["O203"]),
        ("Get the receipts out of the old ledger", &["O203"]),
        ("Etikettendrucker für die Filialen", &["O203"]),
        ("Digitale Speisekarte mit Allergenen", &["O203"]),
        ("Neue Kühlräume im Süden", &["O203"]),
        ("Fiches de recettes pour la cuisine", &["O203"]),
        ("Caisse mobile avec lecteur de cartes", &["O203"]),
        ("Almacén frío con sensores de puerta", &["O203"]),
        ("Impresora de etiquetas en cada furgoneta", &["O203"]),
        ("Cardápio digital com alergênicos", &["O203"]),
        ("Etiquetas para as câmaras frias", &["O203"]),
        ("门店冷库门禁", &["O203"]),
        ("会员积分商城二期", &["O203"]),
        ("骑手排班与换班机制", &["O203"]),
        ("把旧账本的数据搬到新库", &["O203"]),
        ("商城增加退款申请页面", &["O203"]),
    ]);
}

#[test]
fn what_is_so_or_has_become_so_is_a_state() {
    each(&[
        ("There is a night desk for couriers", &["O206"]),
        ("Es gibt eine Nachtschicht für Rückfragen", &["O206"]),
        ("Il y a un guichet pour les livreurs", &["O206"]),
        ("Hay una ventanilla para repartidores", &["O206"]),
        ("Há um balcão para entregadores", &["O206"]),
        ("Every shop has exactly one contact for refunds", &["O206"]),
        ("All 4 kitchens and 2 vans are insured via the parent company", &["O206"]),
        ("All 4 kitchens that bake at night are insured", &["O206"]),
        ("Kiosk mentioned as a model in the trade press", &["O206"]),
        ("Kiosk evolved into a meeting place", &["O206"]),
        ("Cellar freshly painted: each shelf carries a sign (a 40-page plan)", &["O206"]),
        ("All relevant stoves are certified", &["O206"]),
        ("Network plan signed by the landlord", &["O206"]),
        ("Almacén del sur vaciado", &["O206"]),
        ("Entrepôt du sud vidé (sauf la cave)", &["O206"]),
        ("First wholesale buyers", &["O206"]),
        ("Win our first bakery sponsors", &["O206"]),
        ("退款失败后系统自动重试", &["O206"]),
        ("每单只有一个负责人", &["O206"]),
        ("收银台默认离线可用", &["O206"]),
        ("门店退款流程标准化", &["O206"]),
    ]);
}

#[test]
fn work_is_told_in_any_use_of_its_verb() {
    each(&[
        ("Run the whole menu on the new stove", &["O204"]),
        ("Re-evaluate the delivery contract", &["O204"]),
        ("Use 4 kinds of flour", &["O204"]),
        ("Read at most four chapters on cheese", &["O204"]),
        ("Fund the repair of five ovens", &["O204"]),
        ("Encourage cooks to report spills", &["O204"]),
        ("For each spill, inform the shop owner", &["O204"]),
        ("The team sends a newsletter once a month", &["O204"]),
        ("The crew is actively rebuilding the cold room", &["O204"]),
        ("Train 9 couriers", &["O204"]),
        ("Train 9 ranking models for recipes", &["O203"]),
        ("Support full offline booking", &["O203"]),
        ("Support the cooks at the fair", &["O204"]),
    ]);
}

#[test]
fn a_label_is_no_part_of_the_sentence() {
    each(&[
        ("O2KR3 - Investigate the broken scale", &["O204"]),
        ("O3KR1: Evaluate the stove supplier", &["O204"]),
        ("KR 2.1 – Interview five cooks", &["O204"]),
        ("[by May] Sign the lease", &["O206"]),
        ("O1KR4 Launch the summer menu", &["O203"]),
        ("O2KR7 - Onboarding of cooks falls from 9 days to 4 days", &[]),
    ]);
}

#[test]
fn names_in_the_shape_of_verbs() {
    each(&[
        ("Review-corner shelf in use on two floors", &["O203"]),
        ("Approach to waste agreed with the cooks", &["O206"]),
        ("Verified cooks: 150", &[]),
        ("Boost + Box opened for shops", &["O206"]),
        ("A kitchen without scales", &[]),
        ("Sort/label contracts", &["O203"]),
    ]);
}

#[test]
fn things_that_are_counted_and_what_they_do() {
    each(&[
        ("9 flyers and window stickers", &["O203"]),
        ("14 smoke tests running in CI", &["O203"]),
        ("12 checklists covering every fridge", &["O203"]),
        ("Reach 4,000 new courier accounts", &["O205"]),
        ("Six agents have answered 40 calls each", &["O204", "T302"]),
        ("Allocate 20% of the budget to repairs", &[]),
        ("Kitchens return tickets at a rate of 10%, as measured by orders divided by tickets", &[]),
        ("No burnt batch (oven up > 9 min late) at Christmas", &[]),
        ("Die Lieferung braucht 2 Tage weniger", &["M110"]),
        ("Abrir dos hornos en el sur", &["O203"]),
        ("Log each order (cost, duration)", &["O203"]),
    ]);
}

#[test]
fn what_claims_is_told_as_a_claim() {
    each(&[
        ("提升收银台体验", &["M107"]),
        ("Better cold rooms in the south", &["M107"]),
        ("Improve the night desk", &["M107"]),
        ("Is the kitchen clean?", &["M107"]),
        ("There are fewer complaints", &["M107"]),
    ]);
}

#[test]
fn where_the_grammar_says_more_or_too_little_nothing_is_told() {
    each(&[
        ("Onboarding", &[]),
        ("满意度", &[]),
        ("换班机制", &[]),
        ("Every sales deck for partners", &[]),
        ("Cooks love the new stove", &[]),
        ("Customers who come back within the month", &[]),
        ("Without a queue at noon", &[]),
        ("How do cooks ask for leave?", &[]),
        ("There is no queue at noon", &[]),
        ("Guests recommend us to friends", &[]),
        ("顾客愿意推荐我们", &[]),
        ("Be the first choice of bakeries", &[]),
        ("Know how many guests come back", &[]),
    ]);
}

/// Counted in words, or the bare name of a measure: without a digit, and no rule of wording has a word for them.
#[test]
fn good_goals_without_digits_are_left_alone() {
    const GOOD: &[&str] = &[
        "Profitability of the bakery line",
        "Break-even in the north",
        "Product-market fit among bakers",
        "No order leaves the kitchen cold",
        "Zero parcels returned for a wrong label",
        "Nobody waits outside when the shop opens",
        "Never more than one open incident per shop",
        "Fewer than two outages a quarter",
        "Half of the couriers come back for a second season",
        "Two out of three shops reorder within a month",
        "Number of parcels delivered late",
        "Number of shops without a working scale",
        "Share of refunds settled within a day",
        "Ratio of repeat orders to first orders",
        "Conversion from basket to paid order",
        "Repeat purchase rate",
        "Average basket value in euros",
        "Median waiting time at the counter",
        "Time from order to doorstep",
        "Cost per delivered parcel",
        "Shelf occupancy in the warehouse",
        "Courier retention after the first month",
        "Staff satisfaction in the warehouse",
        "Punctuality of the morning deliveries",
        "Net revenue retention",
        "Orders lost at the counter",
        "Failed payments at the kiosk",
        "Response time of the support desk",
        "Customer lifetime value",
        "Unplanned downtime of the sorters",
        "Test coverage of the billing code",
        "Adoption among shops in the south",
        "Usage of the self-service desk",
        "Energy consumption per cold room",
        "Complaints about late deliveries",
        "Kundenzufriedenheit im Onlineshop",
        "Reklamationsquote der Filialen",
        "Durchschnittliche Wartezeit an der Kasse",
        "Anzahl der Retouren ohne Begründung",
        "Keine Bestellung geht verloren",
        "Höchstens zwei Ausfälle pro Quartal",
        "Die Anzahl der Fehlbuchungen darf drei nicht übersteigen",
        "Auslastung der Lieferwagen",
        "Taux de retour en magasin",
        "Nombre de colis livrés en retard",
        "Temps d'attente moyen à la caisse",
        "Aucun colis perdu pendant les fêtes",
        "Satisfaction des livreurs",
        "Coût par colis livré",
        "Tasa de abandono del carrito",
        "Número de pedidos entregados tarde",
        "Tiempo medio de espera en caja",
        "Cero pedidos perdidos en temporada alta",
        "Satisfacción de los repartidores",
        "Ingresos recurrentes por tienda",
        "Taxa de cancelamento de assinaturas",
        "Número de pedidos entregues fora do prazo",
        "Tempo médio de espera no caixa",
        "Nenhum pedido perdido no Natal",
        "Satisfação dos entregadores",
        "退货率",
        "门店排队的平均时长",
        "错发包裹的数量",
        "骑手满意度",
        "每单配送成本",
        "零错发包裹",
        "高峰期无一单丢失",
        "配送准时率",
        "客户留存率",
        "Incidents at night",
        "Krankheitsquote im Lager",
        "Guests who order a second time",
        "Guests without a complaint",
        "Refund disputes opened by guests",
        "Missed deliveries on Mondays",
        "Spoiled milk in the cold rooms",
        "Brand recognition in the north",
        "Employee turnover in the kitchens",
        "Market share in bakeries",
        "Gross margin of the bakery line",
        "Recommendation by guests",
        "Page speed of the shop on old phones",
        "Queue length at lunch",
        "Overtime in the kitchens",
        "Returns per hundred orders",
        "Absences per quarter",
        "Carbon footprint per meal",
        "Food waste per meal",
        "Meals thrown away",
        "Guests per evening",
        "Orders per hour",
        "Revenue per seat",
        "Downloads that lead to a first order",
        "Deliveries without a call to the driver",
        "Refunds without a human touch",
        "One complaint a week at most",
        "Nine of ten guests come back within a month",
        "Three quarters of orders leave within an hour",
        "Not a single lost parcel over Christmas",
        "None of the kitchens closed by the inspectors",
        "Umsatz je Sitzplatz",
        "Fehlerquote der Etikettierung",
        "Weniger als drei Beschwerden im Monat",
        "Neun von zehn Gästen kommen wieder",
        "Keine Schließung durch das Amt",
        "Lebensmittelabfall pro Mahlzeit",
        "Zufriedenheit der Köche",
        "Marge der Backwaren",
        "Pünktlichkeit der Frühlieferung",
        "Wiederkehrende Gäste pro Woche",
        "Chiffre d'affaires par place assise",
        "Taux d'occupation des salles",
        "Délai moyen de livraison",
        "Moins de trois plaintes par mois",
        "Neuf clients sur dix reviennent",
        "Gaspillage par repas",
        "Fidélité des clients",
        "Part de marché en boulangerie",
        "Ventas por asiento",
        "Tasa de ocupación de las salas",
        "Plazo medio de entrega",
        "Menos de tres quejas al mes",
        "Nueve de cada diez clientes vuelven",
        "Desperdicio por comida",
        "Fidelidad de los clientes",
        "Cuota de mercado en panadería",
        "Vendas por assento",
        "Taxa de ocupação das salas",
        "Prazo médio de entrega",
        "Menos de três queixas por mês",
        "Desperdício por refeição",
        "Fidelidade dos clientes",
        "每桌营业额",
        "翻台率",
        "食材损耗",
        "顾客复购",
        "顾客回头率",
        "出餐时间的中位数",
        "九成订单在一小时内送达",
        "外卖差评",
        "客诉次数",
        "后厨加班时长",
    ];
    each(&GOOD.iter().map(|title| (*title, &[][..])).collect::<Vec<_>>());
}

/// What is measured stands in the fields: then the title may name whatever it likes.
#[test]
fn fields_say_what_the_title_does_not() {
    const TITLES: &[&str] = &[
        "Two-step login for shop owners",
        "Neue Kühlräume im Süden",
        "Caisse mobile avec lecteur de cartes",
        "门店冷库门禁",
    ];
    const FIELDS: &[&str] = &[
        "metric: share of logins taken over by strangers, monthly\n        baseline: 2 %\n        target: \"< 0.1 %\"",
        "metric: spoiled meals per week, all shops\n        target: \"< 5 meals\"",
        "target: \"< 5 min\"",
        "baseline: 40 %",
        "unit: min",
    ];
    for title in TITLES {
        assert_eq!(told_of(title, ""), ["O203"], "{title}");
        for fields in FIELDS {
            assert_eq!(told_of(title, fields), [""; 0], "{title} with {fields}");
        }
    }
}
