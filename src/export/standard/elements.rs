//! The elements, one by one, and what the lists say on each.

use super::{Answer, Asked, Element, Needed};
use crate::export::upper_limit;
use crate::lang::{Lang, Said};
use crate::list::{ActorLevel, Item};
use crate::procedure::written::{law, phone};
use crate::procedure::{Desk, StepLine};
use crate::say;
use crate::time::{Period, Unit};

const fn element(
    name: &'static str,
    key: &'static str,
    needed: Needed,
    answer: fn(&Asked<'_, '_>) -> Answer,
) -> Element {
    Element {
        name,
        key,
        needed,
        answer,
    }
}

/// The elements in the order of the standard's table.
pub(super) static ELEMENTS: [Element; 59] = [
    element("所用标准", "standard", Needed::No, standard),
    element("事项名称", "name", Needed::Yes, name),
    element("基本编码", "catalog_code", Needed::Yes, coded_above),
    element("实施编码", "task_code", Needed::Yes, coded_above),
    element(
        "业务办理项编码",
        "handling_item_code",
        Needed::IfAny,
        coded_above,
    ),
    element(
        "地方基本编码",
        "local_catalog_code",
        Needed::No,
        coded_above,
    ),
    element("地方实施编码", "local_task_code", Needed::No, coded_above),
    element("事项类型", "type", Needed::Yes, kind),
    element("设定依据", "basis", Needed::Yes, basis),
    element("行使层级", "exercise_level", Needed::Yes, level),
    element("权力来源", "power_source", Needed::Yes, not_held),
    element("实施主体", "body", Needed::Yes, body),
    element("实施主体编码", "body_code", Needed::Yes, not_held),
    element("实施主体性质", "body_kind", Needed::Yes, not_held),
    element("委托部门", "entrusting_body", Needed::IfAny, not_held),
    element("服务对象", "audience", Needed::Yes, audience),
    element("办件类型", "handling_kind", Needed::Yes, handling_kind),
    element("受理条件", "conditions", Needed::Yes, conditions),
    element("申请材料", "materials", Needed::Yes, materials),
    element("办理流程", "flow", Needed::Yes, flow),
    element("法定办结时限", "statutory_limit", Needed::Yes, |q| {
        number(q.service.limit.legal)
    }),
    element(
        "法定办结时限单位",
        "statutory_limit_unit",
        Needed::Yes,
        |q| unit(q.service.limit.legal),
    ),
    element(
        "法定办结时限说明",
        "statutory_limit_note",
        Needed::IfAny,
        extension,
    ),
    element("承诺办结时限", "promised_limit", Needed::Yes, |q| {
        number(q.service.limit.promised)
    }),
    element(
        "承诺办结时限单位",
        "promised_limit_unit",
        Needed::Yes,
        |q| unit(q.service.limit.promised),
    ),
    element(
        "承诺办结时限说明",
        "promised_limit_note",
        Needed::IfAny,
        clock,
    ),
    element("特别程序", "special_procedures", Needed::Yes, special),
    element("是否收费", "fee", Needed::Yes, fee),
    element("收费依据", "fee_basis", Needed::IfAny, fee_basis),
    element("收费标准", "fee_rate", Needed::IfAny, fee_rate),
    element("收费减免", "fee_relief", Needed::IfAny, not_held),
    element("办理地点", "place", Needed::Yes, |q| {
        at_office(q, |desk| text(desk.place.as_ref()))
    }),
    element("办理时间", "hours", Needed::Yes, |q| {
        at_office(q, |desk| text(desk.hours.as_ref()))
    }),
    element("咨询方式", "contact", Needed::Yes, |q| {
        at_office(q, |desk| ring(desk.phone.as_ref()))
    }),
    element("监督投诉方式", "complaint", Needed::Yes, |q| {
        at_office(q, |desk| ring(desk.supervision_phone.as_ref()))
    }),
    element("到办事现场次数", "visits", Needed::Yes, visits),
    element("必须现场办理原因", "visit_reason", Needed::IfAny, not_held),
    element("是否网办", "online", Needed::Yes, not_held),
    element("网上办理深度", "online_depth", Needed::Yes, not_held),
    element("网上办理地址", "url", Needed::Yes, not_held),
    element("是否进驻政务大厅", "in_hall", Needed::Yes, not_held),
    element("是否支持预约办理", "booking", Needed::Yes, not_held),
    element("是否支持网上支付", "pay", Needed::Yes, not_held),
    element("是否支持物流快递", "courier", Needed::Yes, not_held),
    element("审批结果名称", "result", Needed::Yes, |q| {
        held(text(q.procedure.result.as_ref()))
    }),
    element("审批结果类型", "result_type", Needed::Yes, not_held),
    element("审批结果样本", "result_sample", Needed::Yes, not_held),
    element("联办机构", "joint_bodies", Needed::IfAny, not_held),
    element("中介服务", "agency", Needed::IfAny, not_held),
    element("数量限制", "quota", Needed::IfAny, not_held),
    element("通办范围", "scope", Needed::IfAny, not_held),
    element("乡镇街道代码", "town_code", Needed::Yes, |q| {
        held(Some(q.lists.township.code.to_owned()))
    }),
    element("村居社区代码", "village_code", Needed::IfAny, village_code),
    element("事项状态", "state", Needed::Yes, state),
    element("事项版本", "version", Needed::Yes, version),
    element("生效日期", "effective", Needed::Yes, effective),
    element("取消日期", "cancelled", Needed::IfAny, not_held),
    element("常见问题", "faq", Needed::Yes, questions),
    element("村级职责", "village_role", Needed::No, village_role),
];

fn held(value: impl Into<Option<String>>) -> Answer {
    let value: Option<String> = value.into();
    match value.filter(|value| !value.trim().is_empty()) {
        Some(value) => Answer {
            value: Some(value),
            note: None,
        },
        None => missing(say!("清单里没有填写", "the list leaves it blank")),
    }
}

fn noted(value: impl Into<Option<String>>, note: Said) -> Answer {
    let answer = held(value);
    let note = answer.value.is_some().then_some(note).or(answer.note);
    Answer { note, ..answer }
}

fn missing(note: Said) -> Answer {
    Answer {
        value: None,
        note: Some(note),
    }
}

fn not_held(_: &Asked<'_, '_>) -> Answer {
    missing(say!(
        "清单没有这一项，另行填报",
        "the lists do not hold it: fill it in"
    ))
}

fn coded_above(_: &Asked<'_, '_>) -> Answer {
    missing(say!(
        "清单不编码，按上级基本目录和实施清单的编码填写",
        "the lists have no such codes: take them from the catalogue of the level above"
    ))
}

fn text(said: Option<&Said>) -> Option<String> {
    said.map(|said| said.zh.clone())
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn enumerated(lines: impl Iterator<Item = String>) -> String {
    let numbered = lines
        .zip(1..)
        .map(|(line, number)| format!("{number}. {line}"));
    joined(numbered)
}

fn standard(_: &Asked<'_, '_>) -> Answer {
    noted(
        Some("GB/T 39554.2-2020".to_owned()),
        say!(
            "要素名称和是否必填取自公开的数据库结构，没有对照标准原文",
            "names and what is needed are from a public database schema, not read in the text of the standard"
        ),
    )
}

fn name(asked: &Asked<'_, '_>) -> Answer {
    held(text(asked.procedure.title.as_ref()))
}

fn kind(asked: &Asked<'_, '_>) -> Answer {
    held(Some(kind_name(asked.service.kind).to_owned()))
}

/// Returns the name of a type of the standard.
pub(in crate::export) fn kind_name(kind: &str) -> &'static str {
    match kind {
        "licence" => "行政许可",
        "confirmation" => "行政确认",
        "payment" => "行政给付",
        "ruling" => "行政裁决",
        "filing" => "其他行政权力（备案）",
        "other" => "其他行政权力",
        "public-service" => "公共服务",
        _ => "",
    }
}

fn basis(asked: &Asked<'_, '_>) -> Answer {
    let lines = asked
        .procedure
        .basis
        .iter()
        .map(|basis| law(basis, Lang::Zh));
    let value = Some(joined(
        lines.map(|line| line.trim_start_matches("· ").to_owned()),
    ));
    let sure = asked
        .procedure
        .basis
        .iter()
        .all(|basis| basis.certainty == "text");
    if sure {
        held(value)
    } else {
        noted(
            value,
            say!(
                "有的依据没有对照原文，填报前核实",
                "some of it was not read in the text: confirm it first"
            ),
        )
    }
}

fn level(asked: &Asked<'_, '_>) -> Answer {
    let level = asked.authority().and_then(|actor| actor.level);
    held(level.map(|level| {
        let name = match level {
            ActorLevel::County => "县级",
            ActorLevel::Township => "乡级",
            ActorLevel::Village | ActorLevel::Villager => "村级",
        };
        name.to_owned()
    }))
}

fn body(asked: &Asked<'_, '_>) -> Answer {
    held(text(asked.procedure.authority.as_ref()))
}

fn audience(asked: &Asked<'_, '_>) -> Answer {
    noted(
        text(asked.procedure.applicant.as_ref()),
        say!(
            "清单用文字写明；标准分自然人、法人、其他组织",
            "in words; the standard has natural persons, legal persons and others"
        ),
    )
}

fn handling_kind(asked: &Asked<'_, '_>) -> Answer {
    let promised = asked.service.limit.promised;
    let kind = promised.map(|promised| match promised.unit {
        Unit::OnTheSpot => "即办件",
        _ => "承诺件",
    });
    noted(
        kind.map(str::to_owned),
        say!("按承诺时限推定", "follows from the promised limit"),
    )
}

fn conditions(asked: &Asked<'_, '_>) -> Answer {
    held(enumerated(
        asked
            .procedure
            .conditions
            .iter()
            .map(|said| said.zh.clone()),
    ))
}

fn materials(asked: &Asked<'_, '_>) -> Answer {
    let line = |paper: &crate::procedure::PaperLine| {
        let kind = match paper.kind.as_str() {
            "original" => "原件",
            "copy" => "复印件",
            _ => "申请表",
        };
        let when = paper.when.as_ref().map(|when| format!("（{}）", when.zh));
        let from = paper
            .issued_by
            .as_ref()
            .map(|by| format!("，{}出具", by.zh));
        format!(
            "{}{}：{kind}{}份{}",
            paper.title.zh,
            when.unwrap_or_default(),
            paper.copies,
            from.unwrap_or_default()
        )
    };
    if asked.procedure.papers.is_empty() {
        return held(Some("无".to_owned()));
    }
    noted(
        enumerated(asked.procedure.papers.iter().map(line)),
        say!(
            "材料形式（纸质、电子）、样本、依据清单没有",
            "form (paper or electronic), sample and basis of each are not in the lists"
        ),
    )
}

fn flow(asked: &Asked<'_, '_>) -> Answer {
    let line = |step: &StepLine| {
        let by: Vec<&str> = step.by.iter().map(|said| said.zh.as_str()).collect();
        let within = upper_limit(step).zh;
        let at_least = step
            .at_least
            .as_ref()
            .map(|time| format!("（不少于{}）", time.zh));
        format!(
            "{}：{}{}{}",
            by.join("、"),
            step.action.zh,
            within,
            at_least.unwrap_or_default()
        )
    };
    held(enumerated(asked.procedure.steps.iter().map(line)))
}

fn number(time: Option<Period>) -> Answer {
    held(time.map(|time| time.count.to_string()))
}

fn unit(time: Option<Period>) -> Answer {
    held(time.map(|time| {
        let unit = match time.unit {
            Unit::OnTheSpot => "当场",
            Unit::Hours => "小时",
            Unit::Days => "自然日",
            Unit::WorkingDays => "工作日",
            Unit::Months => "月",
            Unit::Years => "年",
        };
        unit.to_owned()
    }))
}

fn extension(asked: &Asked<'_, '_>) -> Answer {
    let extension = asked
        .procedure
        .limit
        .as_ref()
        .and_then(|limit| limit.extension.as_ref());
    held(extension.map(|time| format!("经批准可以延长{}", time.zh)))
}

fn clock(asked: &Asked<'_, '_>) -> Answer {
    let Some(limit) = &asked.procedure.limit else {
        return held(None);
    };
    let from = limit
        .from
        .as_ref()
        .map(|step| format!("自“{}”之日的次日起算", plain(&step.zh)));
    let to = limit
        .to
        .as_ref()
        .map(|step| format!("到“{}”为止", plain(&step.zh)));
    let notice = limit.excludes_notice.then(|| "公示时间不计入".to_owned());
    let parts: Vec<String> = [from, to, notice].into_iter().flatten().collect();
    held(Some(parts.join("，")))
}

fn plain(sentence: &str) -> &str {
    sentence.trim_end_matches('。')
}

fn special(asked: &Asked<'_, '_>) -> Answer {
    let notices = asked
        .procedure
        .steps
        .iter()
        .filter(|step| step.at_least.is_some());
    let lines = notices.map(|step| {
        let time = step.at_least.as_ref().map_or("", |time| time.zh.as_str());
        format!("{}：不少于{time}", plain(&step.action.zh))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return held(Some("无".to_owned()));
    }
    noted(
        enumerated(lines.into_iter()),
        say!(
            "取自有最短时间的步骤（公示等）",
            "the steps that have to last a time, such as public notices"
        ),
    )
}

fn fee(asked: &Asked<'_, '_>) -> Answer {
    let is_free = asked.service.fee.yuan.is_none_or(|yuan| yuan == 0);
    held(Some(if is_free { "否" } else { "是" }.to_owned()))
}

fn fee_basis(asked: &Asked<'_, '_>) -> Answer {
    if asked.service.fee.yuan.is_none() {
        return held(Some("不收费".to_owned()));
    }
    let bases = crate::procedure::bases(&asked.service.fee.basis, asked.lists);
    let lines = bases.iter().map(|basis| law(basis, Lang::Zh));
    held(joined(
        lines.map(|line| line.trim_start_matches("· ").to_owned()),
    ))
}

fn fee_rate(asked: &Asked<'_, '_>) -> Answer {
    match asked.service.fee.yuan {
        None | Some(0) => held(Some("不收费".to_owned())),
        Some(yuan) => held(Some(format!("{yuan}元"))),
    }
}

fn at_office(asked: &Asked<'_, '_>, what: fn(&Desk) -> Option<String>) -> Answer {
    held(asked.procedure.office.as_ref().and_then(what))
}

fn ring(number: Option<&String>) -> Option<String> {
    number.map(|number| phone(number, Lang::Zh))
}

fn visits(asked: &Asked<'_, '_>) -> Answer {
    held(asked.service.visits.map(|visits| visits.to_string()))
}

fn village_code(asked: &Asked<'_, '_>) -> Answer {
    match asked.lists.village() {
        Some(village) => held(Some(village.code.to_owned())),
        None => missing(say!(
            "这是全乡范本，不属于哪个村",
            "the template is no village's"
        )),
    }
}

fn state(asked: &Asked<'_, '_>) -> Answer {
    match asked.lists.village() {
        Some(village) => held(village.stage.map(|stage| stage.title(Lang::Zh).to_owned())),
        None => held(Some("范本".to_owned())),
    }
}

fn version(asked: &Asked<'_, '_>) -> Answer {
    let last = asked
        .lists
        .township
        .editions
        .last()
        .map(|edition| edition.id);
    let edition = asked
        .lists
        .village()
        .map(|village| village.edition)
        .or(last);
    held(edition.map(str::to_owned))
}

fn effective(asked: &Asked<'_, '_>) -> Answer {
    let published = asked
        .lists
        .township
        .editions
        .last()
        .and_then(|edition| edition.published);
    let since = match asked.lists.village() {
        Some(village) => village.since,
        None => published,
    };
    held(since.map(|day| day.to_string()))
}

fn questions(asked: &Asked<'_, '_>) -> Answer {
    let address = asked.service.address();
    let entries = asked.lists.vocabulary.entries.iter();
    let asked = entries.filter(|entry| entry.item == address);
    let lines = asked.flat_map(|entry| entry.asked.within(Lang::Zh));
    noted(
        joined(lines.map(|question| (*question).to_owned())),
        say!(
            "只有问题；回答就是这份清单",
            "questions only: the answer is the list itself"
        ),
    )
}

fn village_role(asked: &Asked<'_, '_>) -> Answer {
    noted(
        text(asked.procedure.handler.as_ref().map(|desk| &desk.title)),
        say!(
            "标准没有这一要素：村民先找谁",
            "not in the standard: whom a villager sees first in the village"
        ),
    )
}
