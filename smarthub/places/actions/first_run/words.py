"""What the hub says of itself on the first day. Every statement is the article's, told in our own words."""

UDON_THANI = "41"
NAME = "Smart Hub"

HUB: dict[str, str | bool] = {
    "name_th": NAME,
    "name_en": NAME,
    "address_th": "ตลาดปรีชา 322/19 ถนนประจักษ์ศิลปาคม ต.หมากแข้ง อ.เมือง จ.อุดรธานี 41000",
    "address_en": "Pricha Market, 322/19 Prachak Sinlapakhom Road, Mak Khaeng, Mueang Udon Thani, Udon Thani 41000",
    "directions_th": "Smart Hub อยู่ในพื้นที่ตลาดปรีชา ริมถนนประจักษ์ศิลปาคม บ้านเลขที่ 322/19",
    "directions_en": "Smart Hub is inside Pricha Market on Prachak Sinlapakhom Road, number 322/19.",
    "is_official": True,
    "history_th": "โคเวิร์กกิงสเปซแห่งแรกของจังหวัดอุดรธานี และเป็นแห่งเดียวที่เป็นทางการเมื่อมีข่าวใน พ.ศ. 2561",
    "history_en": "The first co-working space of Udon Thani, and its one official space when it was in the news in 2018.",
    "idea_th": (
        "ผู้บริหาร Smart Hub อยากให้ที่นี่เป็นประโยชน์กับคนในพื้นที่ คนทุกเพศทุกวัยมานั่งทำงานได้ "
        "ไม่ว่าจะทำงานให้บริษัทไหนหรือไม่มีบริษัทเลย จะมาคนเดียวหรือมาเป็นกลุ่มก็ได้ "
        "ระหว่างทำงานอาจได้เพื่อนใหม่ ได้คิดอะไรร่วมกัน แล้ววันหนึ่งความคิดนั้นก็กลายเป็นสตาร์ทอัพ"
    ),
    "idea_en": (
        "Those who run Smart Hub wanted it to be of use to the people who live here: a place to work for everybody of "
        "any age and gender, whichever company they work for or none, alone or in a group. Whoever works here may make "
        "a friend, think something through together, and one day that thought is a startup."
    ),
    "owner_th": "ผู้บริหาร Smart Hub",
    "owner_en": "The management of Smart Hub",
}

# Not in the article: examples for the host to change (Hub.is_example).
HOUSE_RULES = {
    "house_rules_th": "\n".join(
        (
            "โซนเงียบ: ปิดเสียงโทรศัพท์ คุยงานที่โซนพูดคุย หรือในบูท",
            "ใช้ห้องเสร็จแล้ว จัดโต๊ะ ปิดไฟและแอร์ให้คนถัดไป",
            "อาหารว่างและเครื่องดื่มทานได้ ช่วยกันเก็บแก้วและทิ้งขยะ",
            "เด็กมาได้ทุกโซน แต่ต้องมีผู้ใหญ่ดูแล",
            "ดูแลของมีค่าของตัวเอง และถ้ามีอะไรไม่สะดวก บอกผู้ดูแลได้ทันที",
        )
    ),
    "house_rules_en": "\n".join(
        (
            "Quiet zone: phones on silent; talk in the talk zone or in a booth.",
            "After using a room, put the tables back and switch off the lights and the air conditioning.",
            "Snacks and drinks are welcome; please take your cups and rubbish away.",
            "Children are welcome in every zone, with an adult who looks after them.",
            "Keep an eye on your valuables, and tell a host at once if something is not right.",
        )
    ),
}
