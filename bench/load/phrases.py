"""What the sentences of made documents are put together of that name nobody: who, does what, to what, when or how.

Few of them are alike, and most are as long as in a newspaper. They are invented, in each language by itself.
"""

TOLD = {
    "en": (
        "the old ferryman|a clerk of the archive|the choir of the lower town|a retired surveyor"
        "|the keeper of the lock|two students|the owner of the brickworks|an engineer from the capital"
        "|the last miller|a group of rowers|the printer’s widow",
        "walked past|measured|drew|wrote about|remembered|paid for|had forgotten"
        "|photographed|was looking for|sold half of|would not speak of|had once repaired",
        "the wooden bridge|the reading lamp|a map without a date"
        "|the iron gate|the eel traps|the ledger|the boathouse"
        "|seven boxes|the tide tables|a bell with a crack|the towpath",
        "before the frost came|on a morning in late autumn|without telling anybody|as his father had done"
        "|while the water was low|for the third time that year|between two showers of rain"
        "|in the light of a lantern|with great care|after the market",
    ),
    "fr": (
        "le vieux passeur|une archiviste|le chœur de la ville basse|un géomètre à la retraite"
        "|la veuve de l’imprimeur|deux étudiants",
        "longea|mesura|avait dessiné|décrivit longuement|cherchait en vain|répara",
        "le pont de bois|une carte sans date|la grille du cimetière|le registre de la ferme"
        "|le hangar à bateaux|une cloche fêlée",
        "avant les gelées|un matin de novembre|sans prévenir personne|comme son père autrefois"
        "|après le marché|à la lueur d’une lampe",
    ),
    "es": (
        "el viejo barquero|una archivera|el coro de la ciudad baja|un agrimensor jubilado"
        "|la viuda del impresor|dos estudiantes",
        "recorrió|midió|había dibujado|describió en una carta|buscaba en vano|reparó",
        "el puente de madera|un mapa sin fecha|la verja del cementerio|el libro de la granja"
        "|el cobertizo de botes|una campana rota",
        "antes de las heladas|una mañana de otoño|sin avisar a nadie|como antes su padre|después del mercado"
        "|a la luz de un farol",
    ),
    "de": (
        "der alte Fährmann|eine Archivarin|der Chor der Unterstadt|ein pensionierter Landvermesser"
        "|die Witwe des Druckers|zwei Studenten",
        "besuchte|vermaß|hatte einst gezeichnet|beschrieb in einem Brief|suchte vergeblich|besserte aus",
        "die hölzerne Brücke|eine Karte ohne Datum|das Tor des Friedhofs|das Buch des Hofes|das Bootshaus"
        "|eine gesprungene Glocke",
        "vor dem ersten Frost|an einem Morgen im Herbst|ohne es zu sagen|wie früher sein Vater|nach dem Markt"
        "|im Licht einer Lampe",
    ),
    "ar": (
        "ملاح النهر العجوز|أمينة المحفوظات|جوقة المدينة السفلى|مهندس متقاعد|أرملة الطابع|طالبان من المعهد",
        "زار|قاس|رسم|وصف في رسالة طويلة|بحث عن|أصلح",
        "الجسر الخشبي|خريطة بلا تاريخ|بوابة المقبرة الحديدية|سجل المزرعة القديمة|مخزن القوارب|جرسا مكسورا",
        "قبل موسم البرد|في صباح خريفي|من دون أن يخبر أحدا|كما فعل أبوه من قبل|بعد انتهاء السوق|على ضوء فانوس",
    ),
    "fa": (
        "قایقران پیر|بایگان کتاب‌خانه|گروه آواز شهر پایین|نقشه‌بردار بازنشسته|بیوهٔ چاپچی|دو دانشجو",
        "سراغ|کنار|برای|دربارهٔ|به یاد|در پی",
        "پل چوبی|نقشه‌ای بی‌تاریخ|دروازهٔ گورستان|دفتر مزرعهٔ قدیمی|انبار قایق‌ها|ناقوسی شکسته",
        "پیش از سرما رفت|یک صبح پاییزی ایستاد|بی آنکه بگوید نوشت|مانند پدرش ماند|پس از بازار بازگشت|در نور فانوس نشست",
    ),
}
