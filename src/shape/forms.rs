//! The form of the nine files, as the data format lays it down.

use super::Kind::{
    AnyOf, Article, ByActor, Code, Date, Dates, Flag, Fraction, Id, NoneOr, Number, OneOf, Phone,
    Ref, Refs, Table, Tables, Text, Texts, Time, Word, Words,
};
use super::{Burden, Field, Kind, Shape, Target};
use crate::list::{ActorLevel, Certainty, Responsibility, Service, Share, Stage};
use crate::place::Sheet;

/// Returns the form of a file.
pub fn of(sheet: Sheet) -> &'static Shape {
    match sheet {
        Sheet::Township => &TOWNSHIP,
        Sheet::Registry => &REGISTRY,
        Sheet::Calendar => &CALENDAR,
        Sheet::Vocabulary => &VOCABULARY,
        Sheet::Village => &VILLAGE,
        Sheet::Power => &POWERS,
        Sheet::Responsibility => &RESPONSIBILITIES,
        Sheet::Service => &SERVICES,
        Sheet::Manual => &MANUAL,
    }
}

type About = (&'static str, &'static str);

const fn must(key: &'static str, kind: Kind, example: &'static str, about: About) -> Field {
    Field {
        key,
        kind,
        required: true,
        example,
        about,
        burden: Burden::Open,
    }
}

const fn may(key: &'static str, kind: Kind, example: &'static str, about: About) -> Field {
    Field {
        key,
        kind,
        required: false,
        example,
        about,
        burden: Burden::Open,
    }
}

const ID: Field = must("id", Id, "id = \"land-approval\"", ("标识", "the id")).bears(Burden::Name);
const TITLE: Field =
    must("title", Text, "title.zh = \"…\"", ("名称", "the name")).bears(Burden::Name);
const CONFIRMED: Field = may(
    "confirmed",
    Date,
    "confirmed = 2026-01-31",
    (
        "与法律核对的日期",
        "the day on which a person compared the item with the law",
    ),
)
.bears(Burden::Name);
const BASIS_FIELD: Field = may(
    "basis",
    Tables(&BASIS),
    "basis = [{ law = \"…\", article = \"62\", certainty = \"text\" }]",
    ("依据", "the law on which it rests"),
);
const HOLDERS: Field = must(
    "holders",
    Refs(Target::Actor),
    "holders = [\"villagers-committee\"]",
    ("行使（履行）主体", "the actors who exercise or bear it"),
);
const SUPERVISORS: Field = must(
    "supervisors",
    Refs(Target::Actor),
    "supervisors = [\"supervision-committee\"]",
    ("监督主体", "the actors who watch it"),
)
.bears(Burden::Guarantee);
const STEPS: Field = may(
    "step",
    Tables(&STEP),
    "[[service.step]]",
    ("步骤", "the steps, in order"),
)
.bears(Burden::Parts);

static TOWNSHIP: Shape = Shape {
    name: "township.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "format",
            Number(1, 1),
            "format = 1",
            ("数据格式版本", "the version of the format"),
        )
        .bears(Burden::Name),
        must(
            "code",
            Code(9),
            "code = \"140728203\"",
            ("统计区划代码", "the 9-digit statistics code"),
        )
        .bears(Burden::Name),
        must(
            "name",
            Text,
            "name.zh = \"卜宜乡\"",
            ("乡镇名称", "the name of the township"),
        )
        .bears(Burden::Name),
        must(
            "county",
            Text,
            "county.zh = \"平遥县\"",
            ("县名", "the name of the county"),
        )
        .bears(Burden::Name),
        must(
            "languages",
            AnyOf(&["zh", "en"]),
            "languages = [\"zh\", \"en\"]",
            (
                "清单使用的语言",
                "the languages in which every text must stand",
            ),
        )
        .bears(Burden::Guarantee),
        may(
            "sample",
            Flag,
            "sample = true",
            ("示例数据", "true: the data are illustrative"),
        ),
        may(
            "base_url",
            Word,
            "base_url = \"https://…\"",
            ("公布网址", "where the pages are published"),
        )
        .bears(Burden::Name),
        must(
            "expect",
            Table(&EXPECT),
            "[expect]",
            ("应有数量", "how many there should be"),
        ),
        must(
            "edition",
            Tables(&EDITION),
            "[[edition]]",
            ("范本版次", "the editions of the template"),
        )
        .bears(Burden::Name),
        must(
            "policy",
            Table(&POLICY),
            "[policy]",
            ("各村可变事项", "what villages may vary"),
        ),
    ],
};

static EXPECT: Shape = Shape {
    name: "expect",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "villages",
            Number(0, 99_999),
            "villages = 28",
            ("村数", "villages"),
        ),
        must(
            "power",
            Number(0, 9999),
            "power = 38",
            ("权力项数", "powers"),
        ),
        must(
            "responsibility",
            Number(0, 9999),
            "responsibility = 25",
            ("责任项数", "responsibilities"),
        ),
        must(
            "service",
            Number(0, 9999),
            "service = 27",
            ("服务项数", "services"),
        ),
    ],
};

static EDITION: Shape = Shape {
    name: "edition",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        must(
            "published",
            Date,
            "published = 2026-07-01",
            ("公布日期", "the day of publication"),
        )
        .bears(Burden::Name),
        may(
            "adopt_by",
            Date,
            "adopt_by = 2026-12-31",
            ("各村采用期限", "the day by which villages must adopt it"),
        )
        .bears(Burden::Limit),
    ],
};

static POLICY: Shape = Shape {
    name: "policy",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "locked",
            Words,
            "locked = [\"service.fee\"]",
            ("不得改动的字段", "fields no village may change"),
        )
        .bears(Burden::Guarantee),
        may(
            "tighten_only",
            Words,
            "tighten_only = [\"service.limit.promised\"]",
            (
                "只可从严的字段",
                "fields a village may only make better for the villager",
            ),
        )
        .bears(Burden::Guarantee),
        may(
            "local",
            Words,
            "local = [\"…\"]",
            ("各村自定的字段", "fields a village sets as it likes"),
        ),
        may(
            "posting_at_least",
            Time,
            "posting_at_least = \"15 days\"",
            ("公开最短时间", "how long postings must stay up"),
        )
        .bears(Burden::Guarantee),
    ],
};

static REGISTRY: Shape = Shape {
    name: "registry.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "aspect",
            Tables(&ASPECT),
            "[[aspect]]",
            ("权力类别", "groups of powers"),
        ),
        may(
            "actor",
            Tables(&ACTOR),
            "[[actor]]",
            ("主体", "everybody who does something"),
        ),
        may(
            "law",
            Tables(&LAW),
            "[[law]]",
            ("法律和文件", "laws and documents"),
        ),
        may(
            "paper",
            Tables(&PAPER),
            "[[paper]]",
            ("材料", "papers that villagers bring"),
        ),
        may(
            "quorum",
            Tables(&QUORUM),
            "[[quorum]]",
            ("表决规则", "who must attend and agree"),
        ),
        may(
            "remedy",
            Tables(&REMEDY),
            "[[remedy]]",
            ("救济途径", "what can be done against a refusal"),
        ),
        may(
            "hotline",
            Tables(&HOTLINE),
            "[[hotline]]",
            ("热线", "national numbers"),
        ),
    ],
};

static ASPECT: Shape = Shape {
    name: "aspect",
    keys: &["id"],
    order: Burden::Name,
    fields: &[ID, TITLE],
};

static ACTOR: Shape = Shape {
    name: "actor",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        may(
            "known_as",
            Words,
            "known_as = [\"村委会\", \"village committee\"]",
            ("俗称", "everyday names of the actor"),
        )
        .bears(Burden::Name),
        must(
            "level",
            OneOf(&ActorLevel::KEYS),
            "level = \"village\"",
            ("层级", "where the actor belongs"),
        ),
        may(
            "phone",
            Phone,
            "phone = \"0354-0000101\"",
            ("咨询电话", "the consulting phone"),
        )
        .bears(Burden::Guarantee),
        may(
            "supervision_phone",
            Phone,
            "supervision_phone = \"0354-0000102\"",
            ("监督电话", "the phone for complaints about the actor"),
        )
        .bears(Burden::Guarantee),
        may(
            "place",
            Text,
            "place.zh = \"…\"",
            ("地点", "where the actor is found"),
        )
        .bears(Burden::Guarantee),
        may(
            "hours",
            Text,
            "hours.zh = \"…\"",
            ("时间", "when the actor is there"),
        )
        .bears(Burden::Guarantee),
    ],
};

static LAW: Shape = Shape {
    name: "law",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        may(
            "number",
            Word,
            "number = \"…\"",
            ("文号", "the number of the document"),
        )
        .bears(Burden::Name),
        must(
            "in_force",
            Date,
            "in_force = 2026-01-01",
            ("施行日期", "the day it came into force"),
        ),
        may(
            "amended",
            Date,
            "amended = 2026-01-01",
            ("修正施行日期", "the day the latest amendment applies from"),
        ),
        may(
            "repealed",
            Date,
            "repealed = 2026-01-01",
            ("废止日期", "the day it no longer applies from"),
        ),
        may(
            "replaced_by",
            Ref(Target::Law),
            "replaced_by = \"…\"",
            ("替代文件", "the law that took its place"),
        ),
    ],
};

static PAPER: Shape = Shape {
    name: "paper",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        must(
            "issued_by",
            Text,
            "issued_by.zh = \"…\"",
            ("出具单位", "who issues it"),
        ),
    ],
};

static QUORUM: Shape = Shape {
    name: "quorum",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        must(
            "body",
            Ref(Target::Actor),
            "body = \"villagers-assembly\"",
            ("议事主体", "the body that meets"),
        ),
        must(
            "attend",
            Tables(&SHARE),
            "attend = [{ at_least = \"2/3\", of = \"members\" }]",
            ("到会要求", "who must attend"),
        ),
        must(
            "pass",
            Tables(&SHARE),
            "pass = [{ more_than = \"1/2\", of = \"present\" }]",
            ("通过要求", "who must agree"),
        ),
        may(
            "note",
            Text,
            "note.zh = \"…\"",
            ("说明", "what the shares cannot say"),
        ),
        BASIS_FIELD,
    ],
};

static SHARE: Shape = Shape {
    name: "share",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "at_least",
            Fraction,
            "at_least = \"2/3\"",
            ("不少于", "this fraction is enough"),
        ),
        may(
            "more_than",
            Fraction,
            "more_than = \"1/2\"",
            ("超过", "more than this fraction"),
        ),
        must(
            "of",
            OneOf(&Share::OF),
            "of = \"members\"",
            ("基数", "of what"),
        ),
    ],
};

static REMEDY: Shape = Shape {
    name: "remedy",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        may(
            "within",
            Time,
            "within = \"60 days\"",
            ("期限", "in which time"),
        ),
        BASIS_FIELD,
    ],
};

static HOTLINE: Shape = Shape {
    name: "hotline",
    keys: &["number"],
    order: Burden::Name,
    fields: &[
        must("number", Word, "number = \"12345\"", ("号码", "the number")).bears(Burden::Name),
        TITLE,
        may(
            "certainty",
            OneOf(&Certainty::KEYS),
            "certainty = \"text\"",
            ("确信程度", "how sure it is"),
        )
        .bears(Burden::Name),
    ],
};

static CALENDAR: Shape = Shape {
    name: "calendar.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[may(
        "year",
        Tables(&YEAR),
        "[[year]]",
        ("年份", "the published years"),
    )],
};

static YEAR: Shape = Shape {
    name: "year",
    keys: &["year"],
    order: Burden::Name,
    fields: &[
        must(
            "year",
            Number(1949, 9998),
            "year = 2026",
            ("年份", "the number of the year"),
        )
        .bears(Burden::Name),
        must(
            "notice",
            Text,
            "notice.zh = \"…\"",
            ("放假通知", "the State Council's notice"),
        )
        .bears(Burden::Name),
        may(
            "holiday",
            Tables(&HOLIDAY),
            "[[year.holiday]]",
            ("放假", "the holidays"),
        ),
        may(
            "workdays",
            Dates,
            "workdays = [2026-01-04]",
            ("调休上班", "make-up working days"),
        ),
    ],
};

static HOLIDAY: Shape = Shape {
    name: "holiday",
    keys: &["from"],
    order: Burden::Name,
    fields: &[
        TITLE,
        must(
            "from",
            Date,
            "from = 2026-01-01",
            ("起", "the first day off"),
        ),
        must("to", Date, "to = 2026-01-03", ("止", "the last day off")),
    ],
};

static VOCABULARY: Shape = Shape {
    name: "vocabulary.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "entry",
            Tables(&ENTRY),
            "[[entry]]",
            ("词条", "the words for an item"),
        )
        .bears(Burden::Name),
        may(
            "elsewhere",
            Tables(&ELSEWHERE),
            "[[elsewhere]]",
            ("清单以外的事", "a matter that no list has"),
        )
        .bears(Burden::Name),
    ],
};

static ELSEWHERE: Shape = Shape {
    name: "elsewhere",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        must("id", Id, "id = \"identity-card\"", ("标识", "the id")).bears(Burden::Name),
        must(
            "title",
            Text,
            "title.zh = \"居民身份证办理\"",
            ("名称", "the name of the matter"),
        )
        .bears(Burden::Name),
        may(
            "actor",
            Ref(Target::Actor),
            "actor = \"police-station\"",
            ("该问谁", "whom to ask"),
        )
        .bears(Burden::Name),
        may(
            "hotline",
            Ref(Target::Hotline),
            "hotline = \"12345\"",
            ("该打的热线", "the hotline to ring"),
        )
        .bears(Burden::Name),
        must(
            "aliases",
            Texts,
            "aliases.zh = [\"身份证\"]",
            ("俗称", "everyday words for it"),
        )
        .bears(Burden::Name),
        may(
            "asked",
            Texts,
            "asked.zh = [\"…\"]",
            ("问法", "questions that people put"),
        )
        .bears(Burden::Name),
    ],
};

static ENTRY: Shape = Shape {
    name: "entry",
    keys: &["item"],
    order: Burden::Name,
    fields: &[
        must(
            "item",
            Word,
            "item = \"service/land-approval\"",
            ("事项地址", "the address of the item"),
        )
        .bears(Burden::Name),
        must(
            "aliases",
            Texts,
            "aliases.zh = [\"批地\"]",
            ("俗称", "everyday words for it"),
        )
        .bears(Burden::Name),
        must(
            "asked",
            Texts,
            "asked.zh = [\"…\"]",
            ("问法", "questions that people put"),
        )
        .bears(Burden::Name),
    ],
};

static VILLAGE: Shape = Shape {
    name: "village.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "code",
            Code(12),
            "code = \"140728203205\"",
            ("统计区划代码", "the 12-digit statistics code"),
        )
        .bears(Burden::Name),
        must(
            "name",
            Text,
            "name.zh = \"南石渠村\"",
            ("村名", "the name of the village"),
        )
        .bears(Burden::Name),
        must(
            "stage",
            OneOf(&Stage::KEYS),
            "stage = \"draft\"",
            ("阶段", "how far the village has come"),
        ),
        must(
            "edition",
            Word,
            "edition = \"2026-1\"",
            ("采用版次", "the edition it has adopted"),
        ),
        must(
            "since",
            Date,
            "since = 2026-07-01",
            ("起始日期", "since when it is in its stage"),
        )
        .bears(Burden::Name),
        may(
            "contact",
            ByActor(&CONTACT),
            "[contact.committee-director]",
            ("联系方式", "whom to ring"),
        )
        .bears(Burden::Guarantee),
        may(
            "deviation",
            Tables(&DEVIATION),
            "[[deviation]]",
            ("与范本的差异", "recorded differences"),
        ),
    ],
};

static CONTACT: Shape = Shape {
    name: "contact",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "phone",
            Phone,
            "phone = \"0354-0000301\"",
            ("电话", "the number"),
        )
        .bears(Burden::Guarantee),
        may(
            "name",
            Text,
            "name.zh = \"…\"",
            ("姓名", "the name; a published list needs none"),
        )
        .bears(Burden::Name),
    ],
};

static DEVIATION: Shape = Shape {
    name: "deviation",
    keys: &["item", "field"],
    order: Burden::Name,
    fields: &[
        must(
            "item",
            Word,
            "item = \"service/land-approval\"",
            ("事项地址", "the address of the item"),
        ),
        must(
            "field",
            Word,
            "field = \"limit.promised\"",
            ("字段", "the field that differs"),
        ),
        must("reason", Text, "reason.zh = \"…\"", ("理由", "why")),
        must(
            "approved",
            Date,
            "approved = 2026-07-01",
            ("决定日期", "the day of the decision"),
        ),
        must(
            "by",
            Ref(Target::Actor),
            "by = \"villagers-representatives\"",
            ("决定主体", "the body that decided"),
        ),
        may(
            "until",
            Date,
            "until = 2027-06-30",
            ("截止日期", "the day on which it ends"),
        )
        .bears(Burden::Limit),
    ],
};

static POWERS: Shape = Shape {
    name: "power.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[may(
        "power",
        Tables(&POWER),
        "[[power]]",
        ("权力事项", "the powers"),
    )],
};

static POWER: Shape = Shape {
    name: "power",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        must(
            "aspect",
            Ref(Target::Aspect),
            "aspect = \"major\"",
            ("类别", "the group of powers"),
        )
        .bears(Burden::Name),
        TITLE,
        HOLDERS,
        must(
            "may",
            Text,
            "may.zh = \"…\"",
            ("可以做什么", "what they may do"),
        ),
        must(
            "must_not",
            Texts,
            "must_not.zh = [\"…\"]",
            ("不得做什么", "what they may not do"),
        )
        .bears(Burden::Guarantee),
        may(
            "system",
            Word,
            "system = \"village-rules\"",
            ("对应制度", "the system that rules it"),
        ),
        SUPERVISORS,
        must(
            "disclose",
            Table(&DISCLOSE),
            "disclose.what.zh = \"…\"",
            ("公开", "what is made public"),
        ),
        BASIS_FIELD,
        CONFIRMED,
        STEPS,
    ],
};

static DISCLOSE: Shape = Shape {
    name: "disclose",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "what",
            Text,
            "disclose.what.zh = \"…\"",
            ("公开内容", "what is posted"),
        ),
        must(
            "where",
            Text,
            "disclose.where.zh = \"村务公开栏\"",
            ("公开地点", "where it is posted"),
        ),
        must(
            "at_least",
            Time,
            "disclose.at_least = \"15 days\"",
            ("公开时间", "how long at least"),
        )
        .bears(Burden::Guarantee),
    ],
};

static STEP: Shape = Shape {
    name: "step",
    keys: &["id"],
    order: Burden::Open,
    fields: &[
        must(
            "id",
            Id,
            "id = \"accept\"",
            ("步骤标识", "the step's id, unique in its item"),
        )
        .bears(Burden::Name),
        must(
            "by",
            Refs(Target::Actor),
            "by = [\"service-centre\"]",
            ("由谁办", "who takes the step"),
        ),
        must("do", Text, "do.zh = \"…\"", ("办什么", "what is done")),
        may(
            "within",
            Time,
            "within = \"5 working days\"",
            ("办结时限", "the upper limit"),
        )
        .bears(Burden::Limit),
        may(
            "at_least",
            Time,
            "at_least = \"7 days\"",
            ("最短时间", "the lower limit"),
        )
        .bears(Burden::Guarantee),
        may(
            "on",
            Text,
            "on.zh = \"…\"",
            ("起算事由", "the event that starts the step"),
        ),
        may(
            "quorum",
            Ref(Target::Quorum),
            "quorum = \"villagers-assembly\"",
            ("表决规则", "the quorum"),
        )
        .bears(Burden::Guarantee),
        may(
            "otherwise",
            Table(&OTHERWISE),
            "otherwise.do.zh = \"…\"",
            ("不成时", "when it fails"),
        ),
        BASIS_FIELD,
    ],
};

static OTHERWISE: Shape = Shape {
    name: "otherwise",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "do",
            Text,
            "otherwise.do.zh = \"…\"",
            ("怎么办", "what is done then"),
        ),
        must(
            "to",
            Word,
            "otherwise.to = \"end\"",
            ("转到", "the step with which it goes on"),
        ),
    ],
};

static BASIS: Shape = Shape {
    name: "basis",
    keys: &["law", "article"],
    order: Burden::Name,
    fields: &[
        must(
            "law",
            Ref(Target::Law),
            "law = \"land-administration-law\"",
            ("法律", "the law"),
        ),
        may(
            "article",
            Article,
            "article = \"62.4\"",
            ("条款", "the articles"),
        ),
        must(
            "certainty",
            OneOf(&Certainty::KEYS),
            "certainty = \"text\"",
            ("确信程度", "how sure it is"),
        )
        .bears(Burden::Name),
    ],
};

static RESPONSIBILITIES: Shape = Shape {
    name: "responsibility.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[may(
        "responsibility",
        Tables(&RESPONSIBILITY),
        "[[responsibility]]",
        ("责任事项", "the responsibilities"),
    )
    .bears(Burden::Guarantee)],
};

static RESPONSIBILITY: Shape = Shape {
    name: "responsibility",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        HOLDERS,
        must(
            "must",
            Texts,
            "must.zh = [\"…\"]",
            ("必须做什么", "what they must do"),
        )
        .bears(Burden::Guarantee),
        must(
            "powers",
            Words,
            "powers = [\"village-rules\"]",
            ("对应权力", "the powers it rests on"),
        ),
        must(
            "every",
            OneOf(&Responsibility::EVERY),
            "every = \"quarter\"",
            ("频次", "how often"),
        )
        .bears(Burden::Rank(&Responsibility::OFTEN)),
        may("by", Text, "by.zh = \"…\"", ("期限", "by when")),
        SUPERVISORS,
        must(
            "consequence",
            Text,
            "consequence.zh = \"…\"",
            ("不履行的后果", "what happens if it is not done"),
        ),
        BASIS_FIELD,
        CONFIRMED,
    ],
};

static SERVICES: Shape = Shape {
    name: "service.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[may(
        "service",
        Tables(&SERVICE),
        "[[service]]",
        ("服务事项", "the services"),
    )
    .bears(Burden::Guarantee)],
};

static SERVICE: Shape = Shape {
    name: "service",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        must(
            "kind",
            OneOf(&Service::KINDS),
            "kind = \"licence\"",
            ("事项类型", "the standard's type"),
        )
        .bears(Burden::Name),
        must(
            "livelihood",
            Flag,
            "livelihood = true",
            ("民生事项", "whether livelihood hangs on it"),
        )
        .bears(Burden::Guarantee),
        must(
            "applicant",
            Text,
            "applicant.zh = \"…\"",
            ("服务对象", "who may ask for it"),
        ),
        may(
            "conditions",
            Texts,
            "conditions.zh = [\"…\"]",
            ("办理条件", "the conditions"),
        )
        .bears(Burden::Cost),
        must(
            "handler",
            Ref(Target::VillageActor),
            "handler = \"committee-director\"",
            ("村级经办人", "the village actor seen first"),
        ),
        must(
            "office",
            Ref(Target::TownshipActor),
            "office = \"service-centre\"",
            ("乡镇承办", "the township office"),
        ),
        must(
            "authority",
            Ref(Target::Actor),
            "authority = \"township-government\"",
            ("决定机关", "who decides"),
        ),
        must(
            "fee",
            NoneOr(&FEE),
            "fee = \"none\"",
            ("收费", "what it costs"),
        )
        .bears(Burden::Cost),
        must(
            "limit",
            Table(&LIMIT),
            "limit.promised = \"20 working days\"",
            ("时限", "how long it may take"),
        ),
        must(
            "visits",
            Number(0, 20),
            "visits = 1",
            ("到场次数", "how often the villager must come"),
        )
        .bears(Burden::Cost),
        must(
            "papers",
            Tables(&PAPER_NEED),
            "papers = []",
            ("申请材料", "what to bring"),
        )
        .bears(Burden::Cost),
        must(
            "result",
            Text,
            "result.zh = \"…\"",
            ("办理结果", "what the villager gets"),
        ),
        must(
            "refusal",
            Text,
            "refusal.zh = \"…\"",
            ("不予办理的告知", "how a refusal is told"),
        ),
        must(
            "remedies",
            Refs(Target::Remedy),
            "remedies = [\"reconsideration\"]",
            ("救济途径", "the remedies"),
        )
        .bears(Burden::Guarantee),
        may(
            "must_not",
            Texts,
            "must_not.zh = [\"…\"]",
            ("不得做什么", "what officials may not do"),
        )
        .bears(Burden::Guarantee),
        BASIS_FIELD,
        CONFIRMED,
        STEPS,
    ],
};

static FEE: Shape = Shape {
    name: "fee",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "yuan",
            Number(1, 1_000_000),
            "fee.yuan = 5",
            ("金额（元）", "the sum in yuan"),
        )
        .bears(Burden::Cost),
        must(
            "basis",
            Tables(&BASIS),
            "fee.basis = [{ law = \"…\", certainty = \"text\" }]",
            ("收费依据", "the law that allows it"),
        ),
    ],
};

static LIMIT: Shape = Shape {
    name: "limit",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "legal",
            Time,
            "limit.legal = \"20 working days\"",
            ("法定时限", "the limit of the law"),
        )
        .bears(Burden::Limit),
        may(
            "extension",
            Time,
            "limit.extension = \"10 working days\"",
            ("可延长", "by how much the law extends it"),
        )
        .bears(Burden::Cost),
        must(
            "promised",
            Time,
            "limit.promised = \"20 working days\"",
            ("承诺时限", "the limit promised"),
        )
        .bears(Burden::Limit),
        must(
            "from",
            Word,
            "limit.from = \"accept\"",
            ("起算步骤", "the step whose end starts the clock"),
        ),
        may(
            "to",
            Word,
            "limit.to = \"decide\"",
            ("截止步骤", "the step whose end stops it"),
        ),
        may(
            "excludes",
            AnyOf(&["notice"]),
            "limit.excludes = [\"notice\"]",
            ("不计入", "what is left out"),
        )
        .bears(Burden::Cost),
    ],
};

static PAPER_NEED: Shape = Shape {
    name: "paper",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        must(
            "id",
            Ref(Target::Paper),
            "id = \"id-card\"",
            ("材料", "the paper"),
        ),
        must(
            "kind",
            OneOf(&Service::PAPER_KINDS),
            "kind = \"copy\"",
            ("形式", "original, copy or form"),
        )
        .bears(Burden::Rank(&Service::PAPER_EASE)),
        must("copies", Number(1, 99), "copies = 1", ("份数", "how many")).bears(Burden::Cost),
        may(
            "when",
            Text,
            "when.zh = \"…\"",
            ("何时需要", "in which case it is needed"),
        ),
    ],
};

static MANUAL: Shape = Shape {
    name: "manual.toml",
    keys: &[],
    order: Burden::Name,
    fields: &[
        may(
            "system",
            Tables(&SYSTEM),
            "[[system]]",
            ("制度", "the compendium of systems"),
        )
        .bears(Burden::Guarantee),
        may(
            "supervision",
            Tables(&SUPERVISION),
            "[[supervision]]",
            ("监督要点", "what to watch"),
        )
        .bears(Burden::Guarantee),
        may(
            "card",
            Table(&CARD),
            "[card]",
            ("监督卡", "the one-page card"),
        ),
    ],
};

static SYSTEM: Shape = Shape {
    name: "system",
    keys: &["id"],
    order: Burden::Name,
    fields: &[
        ID,
        TITLE,
        must(
            "body",
            Ref(Target::Actor),
            "body = \"villagers-assembly\"",
            ("行使主体", "the body"),
        ),
        must(
            "powers",
            Words,
            "powers = [\"village-rules\"]",
            ("对应权力", "the power that it rules"),
        ),
        must("rules", Texts, "rules.zh = [\"…\"]", ("规定", "the rules")).bears(Burden::Guarantee),
        CONFIRMED,
    ],
};

static SUPERVISION: Shape = Shape {
    name: "supervision",
    keys: &["service"],
    order: Burden::Name,
    fields: &[
        must(
            "service",
            Word,
            "service = \"land-approval\"",
            ("服务事项", "the service"),
        ),
        must(
            "watch",
            Texts,
            "watch.zh = [\"…\"]",
            ("监督要点", "what to check"),
        )
        .bears(Burden::Guarantee),
    ],
};

static CARD: Shape = Shape {
    name: "card",
    keys: &[],
    order: Burden::Name,
    fields: &[
        must(
            "village_rules",
            Texts,
            "village_rules.zh = [\"…\"]",
            ("村规民约", "the village rules"),
        ),
        must(
            "works",
            Texts,
            "works.zh = [\"…\"]",
            ("公共设施", "public works and their keepers"),
        ),
        must(
            "services",
            Words,
            "services = [\"land-approval\"]",
            ("常办事项", "the services on the card"),
        )
        .bears(Burden::Guarantee),
        must(
            "hotlines",
            Refs(Target::Hotline),
            "hotlines = [\"12345\"]",
            ("热线", "the numbers to ring"),
        )
        .bears(Burden::Guarantee),
    ],
};
