//! Writing a procedure: labels and texts for a terminal, Markdown for a message.

use super::{BasisLine, Desk, PaperLine, Procedure, RemedyLine, StepLine, SystemLine, period};
use crate::lang::{Lang, Said};
use crate::table::Labelled;
use crate::time::Period;
use crate::visible;

/// Writes the title of a procedure, in both languages, with what must be known of the list.
pub fn title(procedure: &Procedure, lang: Lang) -> String {
    let (first, second) = match &procedure.title {
        Some(title) => lang.pick((&title.zh, &title.en), (&title.en, &title.zh)),
        None => (&procedure.item, &procedure.item),
    };
    let mut title = if first == second {
        first.clone()
    } else {
        format!("{first} / {second}")
    };
    if let Some(village) = &procedure.village {
        title = format!("{}{}{title}", village.within(lang), lang.pick("：", ": "));
    }
    visible::line(&title).into_owned()
}

/// Returns the marks that a reader must see: made-up data.
pub fn marks(procedure: &Procedure, lang: Lang) -> Option<&'static str> {
    procedure.sample.then(|| {
        lang.pick(
            "示例数据，仅供演示，不是正式公布的清单；标“占位”的电话不能拨打",
            "sample data, not a published list; phones marked as placeholders do not ring",
        )
    })
}

/// Returns the labels and texts, in the order in which a cadre reads them aloud.
pub fn labelled(procedure: &Procedure, lang: Lang) -> Labelled {
    let p = procedure;
    let mut rows = Labelled::default();
    let mut add = |zh: &str, en: &str, points: Vec<String>| rows.add(lang.pick(zh, en), points);
    add("事项编号", "Address", vec![p.item.clone()]);
    add("谁能办", "For whom", one(p.applicant.as_ref(), lang));
    add("由谁行使", "Held by", names(&p.holders, lang));
    add("可以做", "May", one(p.may.as_ref(), lang));
    add("找谁办", "Who", who(p, lang));
    add("多久办好", "How long", how_long(p, lang));
    add(
        "收费",
        "Fee",
        p.fee_yuan.map(|yuan| fee(yuan, lang)).into_iter().collect(),
    );
    add(
        "跑几趟",
        "Visits",
        p.visits
            .map(|visits| visits_in_words(visits, lang))
            .into_iter()
            .collect(),
    );
    add("条件", "Conditions", bullets(&p.conditions, lang));
    let papers = p.papers.iter().map(|need| paper(need, lang));
    let none = lang.pick("不用带材料", "none");
    let papers: Vec<String> = papers.collect();
    let service = p.handler.is_some();
    add(
        "带什么",
        "Papers",
        if papers.is_empty() && service {
            vec![none.to_owned()]
        } else {
            papers
        },
    );
    add("怎么办", "Steps", steps(&p.steps, lang));
    add("办成拿到", "Result", one(p.result.as_ref(), lang));
    add("公开", "Made public", bullets(&p.disclose, lang));
    add("电话", "Phones", phones(p, lang));
    add("不得", "Must not", bullets(&p.must_not, lang));
    add("监督", "Watched by", names(&p.supervisors, lang));
    add("不予办理", "If refused", one(p.refusal.as_ref(), lang));
    add(
        "怎么救济",
        "Remedies",
        p.remedies.iter().map(|r| remedy(r, lang)).collect(),
    );
    add("监督要点", "Check that", bullets(&p.watch, lang));
    add(
        "制度",
        "System",
        p.system.as_ref().map_or_else(Vec::new, |s| system(s, lang)),
    );
    add(
        "依据",
        "Basis",
        p.basis.iter().map(|basis| law(basis, lang)).collect(),
    );
    let code = p.check_code.clone();
    let unpublished = || {
        lang.pick("（公布后生成）", "(made when the list is published)")
            .to_owned()
    };
    add(
        "核验码",
        "Check code",
        vec![code.unwrap_or_else(unpublished)],
    );
    rows
}

fn one(said: Option<&Said>, lang: Lang) -> Vec<String> {
    said.map(|said| said.within(lang).to_owned())
        .into_iter()
        .collect()
}

fn bullets(points: &[Said], lang: Lang) -> Vec<String> {
    points
        .iter()
        .map(|point| format!("· {}", point.within(lang)))
        .collect()
}

fn names(names: &[Said], lang: Lang) -> Vec<String> {
    let names: Vec<&str> = names.iter().map(|name| name.within(lang)).collect();
    if names.is_empty() {
        Vec::new()
    } else {
        vec![names.join(lang.pick("、", "; "))]
    }
}

fn who(p: &Procedure, lang: Lang) -> Vec<String> {
    let colon = lang.pick("：", ": ");
    let line = |zh: &str, en: &str, title: &Said| {
        format!("{}{colon}{}", lang.pick(zh, en), title.within(lang))
    };
    let mut lines = Vec::new();
    if let Some(handler) = &p.handler {
        lines.push(line("村里", "in the village", &handler.title));
    }
    if let Some(office) = &p.office {
        let mut office_line = line("乡里", "in the township", &office.title);
        for detail in [&office.place, &office.hours].into_iter().flatten() {
            office_line = format!(
                "{office_line}{}{}",
                lang.pick("，", ", "),
                detail.within(lang)
            );
        }
        lines.push(office_line);
    }
    if let Some(authority) = &p.authority {
        lines.push(line("决定", "decided by", authority));
    }
    lines
}

/// Writes how long a service may take, line by line: the promise, the law, when the clock runs.
pub fn how_long(p: &Procedure, lang: Lang) -> Vec<String> {
    let Some(limit) = &p.limit else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(promised) = &limit.promised {
        let at_once = *promised == period(Period::default());
        let promised = promised.within(lang);
        lines.push(match lang {
            Lang::Zh => format!("承诺{promised}办结"),
            Lang::En if at_once => format!("promised {promised}"),
            Lang::En => format!("promised within {promised}"),
        });
    }
    match (&limit.legal, &limit.extension) {
        (Some(legal), extension) => {
            let mut line = format!("{}{}", lang.pick("法定时限", "by law "), legal.within(lang));
            if let Some(more) = extension {
                let more = more.within(lang);
                line = match lang {
                    Lang::Zh => format!("{line}，经批准可延长{more}"),
                    Lang::En => format!("{line}, extended by {more} at most"),
                };
            }
            lines.push(line);
        }
        (None, _) => lines.push(
            lang.pick(
                "法律没有规定期限，按承诺时限",
                "the law sets no limit: the promise counts",
            )
            .to_owned(),
        ),
    }
    let number = |step: &Option<Said>| {
        let step = step.as_ref()?;
        let at = p.steps.iter().position(|line| line.action == *step)?;
        Some(at + 1)
    };
    match (number(&limit.from), lang) {
        (None, _) => {}
        (Some(step), Lang::Zh) => lines.push(format!("从第{step}步办完起算")),
        (Some(step), Lang::En) => {
            lines.push(format!("the clock starts when step {step} is done"));
        }
    }
    match (number(&limit.to), lang) {
        (None, _) => {}
        (Some(step), Lang::Zh) => lines.push(format!("到第{step}步办完为止")),
        (Some(step), Lang::En) => lines.push(format!("and stops when step {step} is done")),
    }
    if limit.excludes_notice {
        lines.push(
            lang.pick("公示时间不计算在内", "public notices do not count")
                .to_owned(),
        );
    }
    lines
}

/// Writes what a service costs.
pub fn fee(yuan: u32, lang: Lang) -> String {
    match (yuan, lang) {
        (0, _) => lang.pick("不收费", "none").to_owned(),
        (_, Lang::Zh) => format!("{yuan}元"),
        (_, Lang::En) => format!("{yuan} yuan"),
    }
}

/// Writes how often a villager must come.
pub fn visits_in_words(visits: u32, lang: Lang) -> String {
    match (visits, lang) {
        (0, _) => lang.pick("不用跑", "none").to_owned(),
        (_, Lang::Zh) => format!("最多{visits}趟"),
        (1, Lang::En) => "one at most".to_owned(),
        (_, Lang::En) => format!("{visits} at most"),
    }
}

/// Writes in which form a paper is wanted, and how often.
pub fn kind_and_copies(need: &PaperLine, lang: Lang) -> String {
    let copies = need.copies;
    let kind = match need.kind.as_str() {
        "original" => lang.pick("原件", "original"),
        "copy" => lang.pick("复印件", "copy"),
        _ => lang.pick("填写的表格", "form to fill in"),
    };
    match (copies, lang) {
        (1, Lang::En) => kind.to_owned(),
        (_, Lang::Zh) => format!("{kind}{copies}份"),
        (_, Lang::En) => format!("{kind} × {copies}"),
    }
}

fn paper(need: &PaperLine, lang: Lang) -> String {
    let kind = kind_and_copies(need, lang);
    let title = need.title.within(lang);
    let line = match lang {
        Lang::Zh => format!("· {title}（{kind}）"),
        Lang::En => format!("· {title} ({kind})"),
    };
    match &need.when {
        None => line,
        Some(when) => {
            let when = when.within(lang);
            format!("{line}{}{when}", lang.pick("，仅限：", ", only: "))
        }
    }
}

fn steps(steps: &[StepLine], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, step) in (1..).zip(steps) {
        let by: Vec<&str> = step.by.iter().map(|by| by.within(lang)).collect();
        let (by, action) = (by.join(lang.pick("、", ", ")), step.action.within(lang));
        lines.push(format!("{number}. {by}{}{action}", lang.pick("：", ": ")));
        let mut times = Vec::new();
        if let Some(on) = &step.on {
            times.push(format!(
                "{}{}",
                lang.pick("起算：", "runs from: "),
                on.within(lang)
            ));
        }
        if let Some(within) = &step.within {
            times.push(at_most(within, lang));
        }
        if let Some(at_least) = &step.at_least {
            times.push(format!(
                "{}{}",
                lang.pick("最少", "at least "),
                at_least.within(lang)
            ));
        }
        if !times.is_empty() {
            lines.push(format!("   {}", times.join(lang.pick("；", "; "))));
        }
        if let Some(quorum) = &step.quorum {
            lines.push(format!(
                "   {}{}",
                lang.pick("表决：", "vote: "),
                quorum.within(lang)
            ));
        }
        if let Some(otherwise) = &step.otherwise {
            lines.push(format!(
                "   {}{}",
                lang.pick("不成：", "if not: "),
                otherwise.within(lang)
            ));
        }
    }
    lines
}

/// Writes an upper limit: what is done on the spot needs no “at most”.
pub fn at_most(within: &Said, lang: Lang) -> String {
    let time = within.within(lang);
    if *within == period(Period::default()) {
        time.to_owned()
    } else {
        format!("{}{time}", lang.pick("最多", "at most "))
    }
}

fn remedy(remedy: &RemedyLine, lang: Lang) -> String {
    let title = remedy.title.within(lang);
    match &remedy.within {
        None => format!("· {title}"),
        Some(within) => {
            let within = within.within(lang);
            match lang {
                Lang::Zh => format!("· {title}（{within}内）"),
                Lang::En => format!("· {title} (within {within})"),
            }
        }
    }
}

fn phones(p: &Procedure, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |zh: &str, en: &str, desk: &Desk, phone: &Option<String>| {
        if let Some(phone) = phone {
            let phone = self::phone(phone, lang);
            let title = desk.title.within(lang);
            lines.push(match lang {
                Lang::Zh => format!("{zh}（{title}）{phone}"),
                Lang::En => format!("{en} ({title}): {phone}"),
            });
        }
    };
    for desk in [&p.handler, &p.office].into_iter().flatten() {
        add("咨询", "questions", desk, &desk.phone);
    }
    if let Some(office) = &p.office {
        add(
            "监督投诉",
            "complaints about",
            office,
            &office.supervision_phone,
        );
    }
    lines.extend(
        p.hotlines
            .iter()
            .map(|hotline| hotline.within(lang).to_owned()),
    );
    lines
}

/// Writes a number, marked where it is a placeholder.
pub fn phone(phone: &str, lang: Lang) -> String {
    let placeholder = crate::rules::is_placeholder(phone);
    let mark = if placeholder {
        lang.pick("（占位）", " (placeholder)")
    } else {
        ""
    };
    format!("{phone}{mark}")
}

fn system(system: &SystemLine, lang: Lang) -> Vec<String> {
    let mut lines = vec![system.title.within(lang).to_owned()];
    lines.extend(bullets(&system.rules, lang));
    lines
}

/// Says in words how sure a citation is.
pub fn certainty(key: &str, lang: Lang) -> &'static str {
    match key {
        "text" => lang.pick("已读原文", "read in the text"),
        "report" => lang.pick("见于报道", "read in a report"),
        "unverified" => lang.pick("未经核实", "NOT CONFIRMED"),
        _ => lang.pick("本地做法", "local practice"),
    }
}

/// Writes a citation with how sure it is.
pub fn law(basis: &BasisLine, lang: Lang) -> String {
    let certainty = certainty(basis.certainty, lang);
    let title = basis.title.within(lang);
    match lang {
        Lang::Zh => format!("· {title}（{certainty}）"),
        Lang::En => format!("· {title} ({certainty})"),
    }
}

/// Writes the procedure for a terminal of so many columns.
pub fn table(procedure: &Procedure, lang: Lang, width: Option<usize>) -> String {
    let mut text = format!("{}\n", title(procedure, lang));
    if let Some(marks) = marks(procedure, lang) {
        let (open, close) = (lang.pick("【", "["), lang.pick("】", "]"));
        text = format!("{text}{open}{marks}{close}\n");
    }
    format!("{text}\n{}", labelled(procedure, lang).drawn(width))
}

/// Writes the procedure as Markdown, for pasting into a message.
pub fn markdown(procedure: &Procedure, lang: Lang) -> String {
    let mut text = format!("## {}\n\n", title(procedure, lang));
    if let Some(marks) = marks(procedure, lang) {
        text = format!("{text}> {marks}\n\n");
    }
    text + &markdown_rows(&labelled(procedure, lang))
}

/// Writes labels and texts as Markdown.
pub fn markdown_rows(rows: &Labelled) -> String {
    let mut text = String::new();
    for (label, points) in rows.rows() {
        match points.as_slice() {
            [point] => text = format!("{text}**{label}** {point}\n\n"),
            points => {
                text = format!("{text}**{label}**\n\n");
                for point in points {
                    let indented = point.strip_prefix("   ");
                    let line = indented.map_or_else(|| item(point), |more| format!("   {more}"));
                    text = format!("{text}{line}\n");
                }
                text.push('\n');
            }
        }
    }
    text
}

fn item(point: &str) -> String {
    let numbered = point
        .split_once(". ")
        .is_some_and(|(n, _)| n.parse::<u32>().is_ok());
    if numbered {
        point.to_owned()
    } else {
        format!("- {}", point.trim_start_matches("· "))
    }
}
