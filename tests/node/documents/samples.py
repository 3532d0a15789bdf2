"""Invented requests and letters. Phones begin with +999, passports with DEMO, people are nobody."""

from dataclasses import replace
from datetime import UTC, datetime

from comity.assistance.terms import (
    Answered,
    Basis,
    ExhibitLine,
    Item,
    Measure,
    Offence,
    Pair,
    PersonLine,
    Reply,
    Terms,
)
from comity.base.source import Confidence

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PHONE, OTHER_PHONE = "+999 10 555 0142", "+999 20 555 0177"
PASSPORT, ACCOUNT = "DEMO-A1234567", "XX00 DEMO 0000 1234 5678 90"

UNTOC = Basis(
    "UNTOC", ("18(1)", "18(3)"), as_of="2026-04-30", confidence=Confidence.KNOWN, stale=False
)

RAED = PersonLine(
    label="P-01",
    role="suspect",
    name="رائد الطنبشاوي",
    romanised="Raed Al Tanbashawy",
    origin=Pair("come nel passaporto", "كما ورد في جواز السفر"),
    birth="1984-01-01",
    nationality="EG",
    document=PASSPORT,
    phone=PHONE,
    whereabouts=Pair("Alessandria, presumibilmente", "الإسكندرية، على الأرجح"),
)

FACTS_IT = (
    "Il 3 febbraio 2027 un’imbarcazione con 46 persone a bordo, tra cui 9 minori, è stata "
    "soccorsa al largo di Augusta.\n"
    f"Ciascuno aveva versato 3.500 euro in due rate a un esercizio di cambio, “Sama Exchange”; "
    f"il contatto era l’utenza {PHONE}."
)
FACTS_AR = (
    "في 3 فبراير 2027 جرى إنقاذ قارب يقل 46 شخصا، من بينهم 9 أطفال، قبالة سواحل أوغوستا.\n"
    f"وكان كل منهم قد سدد 3500 يورو على دفعتين إلى محل صرافة يدعى «سما للصرافة»، وكان التواصل "
    f"عبر الهاتف رقم {PHONE}."
)

IT_EG = Terms(
    reference="IT-2026-000123",
    version=3,
    requesting="IT",
    requested="EG",
    own_language="it",
    other_language="ar",
    authoritative="it",
    requesting_authority=Pair(
        "Procura della Repubblica di Catania (training)", "النيابة العامة في كاتانيا (training)"
    ),
    conducting_authority=Pair(
        "Procura della Repubblica di Catania (training)", "النيابة العامة في كاتانيا (training)"
    ),
    officer=Pair("A. Moretti", "أ. موريتي"),
    functions=Pair("sostituto procuratore", "وكيل النيابة"),
    addressee=Pair(
        "Ministero della Giustizia, cooperazione internazionale (training)",
        "وزارة العدل، إدارة التعاون الدولي (training)",
    ),
    city=Pair("Catania", "كاتانيا"),
    dated="2027-02-18",
    signer=Pair("A. Moretti", "أ. موريتي"),
    post=Pair("sostituto procuratore", "وكيل النيابة"),
    basis=UNTOC,
    subject_and_nature=Pair(
        "indagini preliminari per traffico di migranti.",
        "تحقيقات أولية في جريمة تهريب مهاجرين.",
    ),
    facts=Pair(FACTS_IT, FACTS_AR),
    purpose=Pair(
        "accertare chi ha organizzato il viaggio e chi ne ha ricevuto il prezzo.",
        "الكشف عمن نظم الرحلة وعمن قبض مقابلها.",
    ),
    offences=(
        Offence(
            "D.Lgs. 286/1998",
            "12(1)",
            72,
            Pair("procurato ingresso irregolare", "تدبير الدخول غير المشروع"),
        ),
    ),
    people=(RAED,),
    measures=(
        Measure(
            "records",
            Pair(
                "Dati dell’intestatario e del traffico di due utenze.",
                "بيانات المشترك وحركة الاتصالات لهاتفين.",
            ),
            (PHONE, OTHER_PHONE),
            "2027-01-14",
            "2027-02-05",
        ),
        Measure(
            "bank_records",
            Pair("Movimenti di un conto.", "حركة حساب مصرفي واحد."),
            (ACCOUNT,),
            "2027-01-14",
            "2027-02-05",
        ),
    ),
    procedure=Pair(
        "si prega di dare avviso della data di esecuzione.",
        "نرجو إخطارنا بموعد التنفيذ.",
    ),
    asked_by="2027-03-14",
    asked_by_reason=Pair(
        "i dati di traffico sono cancellati dopo 180 giorni.",
        "أن بيانات حركة الاتصالات تمحى بعد 180 يوما.",
    ),
    confidential=True,
    conditions=(
        Pair(
            "nessun dato di persone che hanno chiesto protezione è trasmesso a terzi.",
            "ألا تحال إلى الغير أي بيانات عن أشخاص طلبوا الحماية.",
        ),
    ),
    informal_contact=Pair(
        "la bozza è stata condivisa il 10 febbraio 2027.",
        "أرسل مشروع هذا الطلب للاطلاع في 10 فبراير 2027.",
    ),
    exhibits=(
        ExhibitLine(2, Pair("verbale di soccorso", "محضر الإنقاذ")),
        ExhibitLine(3, Pair("rilievi sulle utenze", "فحص الهواتف")),
        ExhibitLine(4, Pair("nota di pagamento", "مذكرة السداد")),
    ),
    handling="H1",
    training=True,
    translator=Pair("M. Fahmawi, traduttore giurato", "م. فهماوي، مترجم محلف"),
)


def _turned(pair: Pair) -> Pair:
    return Pair(pair.other, pair.own)


EG_IT = replace(
    IT_EG,
    reference="EG-2026-000045",
    version=1,
    requesting="EG",
    requested="IT",
    own_language="ar",
    other_language="it",
    authoritative="ar",
    requesting_authority=Pair("النيابة العامة (training)", "Procura generale d’Egitto (training)"),
    conducting_authority=Pair("نيابة الإسكندرية (training)", "Procura di Alessandria (training)"),
    officer=Pair("هالة البنهاوي", "Hala Al Banhawy"),
    functions=Pair("رئيس نيابة", "procuratore capo"),
    addressee=Pair("وزارة العدل (training)", "Ministero della Giustizia (training)"),
    city=Pair("القاهرة", "Il Cairo"),
    signer=Pair("هالة البنهاوي", "Hala Al Banhawy"),
    post=Pair("رئيس نيابة", "procuratore capo"),
    basis=replace(UNTOC, stale=True, as_of="2020-12-31"),
    subject_and_nature=_turned(IT_EG.subject_and_nature),
    facts=_turned(IT_EG.facts),
    purpose=_turned(IT_EG.purpose),
    offences=(
        Offence(
            "القانون رقم 82 لسنة 2016",
            "6",
            -1,
            Pair("تهريب المهاجرين", "traffico di migranti"),
        ),
    ),
    people=(
        replace(RAED, origin=_turned(RAED.origin), whereabouts=_turned(RAED.whereabouts)),
        PersonLine("P-02", "witness", "Ada Bianchi", birth="about 1990", nationality="IT"),
    ),
    measures=(
        Measure(
            "statement",
            Pair("سماع أقوال الشاهدة المذكورة.", "Audizione della testimone indicata."),
        ),
    ),
    procedure=_turned(IT_EG.procedure),
    asked_by_reason=_turned(IT_EG.asked_by_reason),
    conditions=(),
    informal_contact=Pair(),
    exhibits=(),
    translator=_turned(IT_EG.translator),
)

FR_MA = replace(
    IT_EG,
    reference="FR-2026-000777",
    version=2,
    requesting="FR",
    requested="MA",
    own_language="fr",
    other_language="ar",
    authoritative="fr",
    requesting_authority=Pair("Parquet de Marseille (training)", "نيابة مرسيليا (training)"),
    conducting_authority=Pair("Parquet de Marseille (training)", "نيابة مرسيليا (training)"),
    officer=Pair("C. Delorme", "ك. دولورم"),
    functions=Pair("vice-procureure", "نائبة وكيل الجمهورية"),
    addressee=Pair("Ministère de la Justice (training)", "وزارة العدل (training)"),
    city=Pair("Marseille", "مرسيليا"),
    dated="2027-03-01",
    signer=Pair("C. Delorme", "ك. دولورم"),
    post=Pair("vice-procureure", "نائبة وكيل الجمهورية"),
    basis=Basis(
        "BI-MA-FR-1",
        ("1", "2", "3"),
        Pair("convention bilatérale (training)", "اتفاقية ثنائية (training)"),
        "2026-04-30",
        Confidence.VERIFIED,
    ),
    subject_and_nature=Pair(
        "enquête préliminaire pour trafic illicite de migrants.",
        "بحث تمهيدي بشأن تهريب مهاجرين.",
    ),
    facts=Pair(
        f"Le 3 février 2027, un camion a été contrôlé ; la ligne utilisée était le {PHONE}.",
        f"في 3 فبراير 2027 جرى تفتيش شاحنة، وكان الخط المستعمل هو {PHONE}.",
    ),
    purpose=Pair("identifier l’organisateur.", "تحديد هوية المنظم."),
    offences=(
        Offence(
            "CESEDA",
            "L823-1",
            60,
            Pair("aide à l’entrée irrégulière", "المساعدة على الدخول غير المشروع"),
        ),
    ),
    people=(replace(RAED, origin=Pair("passeport", "جواز السفر"), whereabouts=Pair()),),
    measures=(Measure("identification", Pair(), (PHONE,), "2027-01-14"),),
    procedure=Pair(),
    asked_by_reason=Pair("l’audience est proche.", "قرب موعد الجلسة."),
    conditions=(),
    informal_contact=Pair(),
    exhibits=(),
    training=False,
    translator=Pair(),
)

EN_FR = replace(
    FR_MA,
    reference="GB-2026-000009",
    requesting="GB",
    requested="FR",
    own_language="en",
    other_language="fr",
    authoritative="en",
    basis=Basis("ETS30", ("1",)),
    requesting_authority=Pair("Crown office (training)", "Office (training)"),
    conducting_authority=Pair("Crown office (training)", "Office (training)"),
    facts=Pair(f"The line was {PHONE}.", f"La ligne était le {PHONE}."),
)

FR_TN_ONE_LANGUAGE = replace(
    FR_MA, requested="TN", other_language="fr", basis=Basis("DOMESTIC:TN"), training=True
)

REPLY = Reply(
    reference="IT-2026-000123",
    request_dated="2027-02-18",
    version=1,
    requesting="IT",
    requested="EG",
    own_language="ar",
    other_language="it",
    authoritative="ar",
    authority=Pair(
        "وزارة العدل، إدارة التعاون الدولي (training)",
        "Ministero della Giustizia, cooperazione internazionale (training)",
    ),
    addressee=Pair(
        "النيابة العامة في كاتانيا (training)", "Procura della Repubblica di Catania (training)"
    ),
    city=Pair("القاهرة", "Il Cairo"),
    dated="2027-02-22",
    signer=Pair("هالة البنهاوي", "Hala Al Banhawy"),
    post=Pair("رئيس قسم المساعدة القانونية", "capo dell’ufficio assistenza giudiziaria"),
    basis=UNTOC,
    writer_state="EG",
    reader_state="IT",
    own_number="EG-IN-2027-00045",
    received="2027-02-21",
    answer_to="2027-02-22",
    asked_by="2027-03-14",
    reply_by="2027-03-08",
    until="2027-06-01",
    consulted="2027-02-20",
    executing=Pair("نيابة الإسكندرية (training)", "Procura di Alessandria (training)"),
    ground="18(21)(b)",
    reasons=Pair("تمس إجراءات قائمة.", "tocca un procedimento in corso."),
    text=Pair("نرجو الإحاطة.", "Si prega di prenderne atto."),
    items=(
        Item(
            "facts_summary",
            Pair("تاريخ السداد الثاني غير مبين.", "manca la data del secondo pagamento."),
        ),
        Item("person_identity", Pair(f"صاحب الرقم {PHONE}", f"titolare dell’utenza {PHONE}")),
        Item("legal_provisions_text"),
        Item("", Pair("صورة من محضر الإنقاذ.", "Copia del verbale di soccorso.")),
    ),
    answered=(Answered(9, Pair("نرفق السجلات.", "si allegano i tabulati.")),),
    remaining=Pair("كشف الحساب.", "l’estratto conto."),
    conditions=(Pair("عدم الإحالة إلى الغير.", "nessuna trasmissione a terzi."),),
    confidential=True,
    exhibits=(ExhibitLine(1, Pair("سجل المكالمات", "tabulati")),),
    handling="H1",
    training=True,
)
