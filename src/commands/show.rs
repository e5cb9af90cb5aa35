//! `show`: one item in full, with everything it refers to.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;

use super::Setting;
use super::list::every;
use crate::cli::Show;
use crate::lang::{Lang, Said};
use crate::list::{Actor, Basis, Item, Law, Quorum, Responsibility, Step, System};
use crate::load::Lists;
use crate::place::Sheet;
use crate::procedure::{self, actor_title, bases, period, points, quorum_in_words, said, written};
use crate::suggest::nearest;
use crate::table::Labelled;

/// Everything that an item may refer to.
const SHEETS: [Sheet; 6] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// Writes one item in full.
///
/// # Errors
///
/// Fails where there is no such item, a list cannot be loaded, or `out` fails.
pub fn run(args: &Show, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (kind, id) = args
        .address
        .split_once('/')
        .unwrap_or((args.address.as_str(), ""));
    let village = if kind == "village" {
        Some(id)
    } else {
        args.village.as_deref()
    };
    let text = setting.load(village, &SHEETS, |lists| shown(kind, id, lists, setting))?;
    write!(out, "{text}")?;
    Ok(ExitCode::SUCCESS)
}

fn shown(kind: &str, id: &str, lists: &Lists<'_>, setting: &Setting) -> anyhow::Result<String> {
    let (lang, width) = (setting.lang, setting.width);
    let book = &lists.book;
    let registry = &lists.registry;
    let labelled = match kind {
        "power" => {
            let power = find(book.powers().unwrap_or_default(), id, lang)?;
            return Ok(written::table(&procedure::power(power, lists), lang, width));
        }
        "service" => {
            let service = find(book.services().unwrap_or_default(), id, lang)?;
            return Ok(written::table(
                &procedure::service(service, lists),
                lang,
                width,
            ));
        }
        "responsibility" => responsibility(
            find(book.responsibilities().unwrap_or_default(), id, lang)?,
            lists,
            lang,
        ),
        "system" => system(
            find(book.systems().unwrap_or_default(), id, lang)?,
            lists,
            lang,
        ),
        "actor" => actor(find(&registry.actors, id, lang)?, lists, lang),
        "law" => law(find(&registry.laws, id, lang)?, lists, lang),
        "quorum" => quorum(find(&registry.quorums, id, lang)?, lists, lang),
        "paper" => {
            let paper = find(&registry.papers, id, lang)?;
            let users = lists.book.services().unwrap_or_default().iter();
            let users = users.filter(|service| service.papers.iter().any(|need| need.id == id));
            let mut rows = Labelled::default();
            add(&mut rows, lang, ("材料", "Paper"), said(paper.title));
            add(
                &mut rows,
                lang,
                ("出具单位", "Issued by"),
                said(paper.issued_by),
            );
            let users = users.map(|service| titled(service, service.title.within(lang)));
            rows.add(lang.pick("用于", "Needed for"), users.collect());
            rows
        }
        "remedy" => {
            let remedy = find(&registry.remedies, id, lang)?;
            let mut rows = Labelled::default();
            add(&mut rows, lang, ("救济途径", "Remedy"), said(remedy.title));
            add(
                &mut rows,
                lang,
                ("期限", "Within"),
                remedy.within.map(period),
            );
            basis(&mut rows, &remedy.basis, lists, lang);
            rows
        }
        "village" => village(lists, lang),
        _ => {
            let kinds = [
                "power",
                "responsibility",
                "service",
                "system",
                "actor",
                "law",
                "paper",
                "quorum",
                "remedy",
                "village",
            ];
            let kinds = crate::lang::listed(kinds, lang);
            bail!(match lang {
                Lang::Zh => format!("`{kind}` 不是事项地址；写成 `类别/标识`，类别有：{kinds}"),
                Lang::En => format!("`{kind}` is no address: write `KIND/ID`, with one of {kinds}"),
            })
        }
    };
    Ok(labelled.drawn(width))
}

/// Returns the item with this id, or a failure that names the nearest.
pub(crate) fn find<'l, 'a, T: Item<'a>>(
    items: &'l [T],
    id: &str,
    lang: Lang,
) -> anyhow::Result<&'l T> {
    if let Some(item) = items.iter().find(|item| item.id() == id) {
        return Ok(item);
    }
    // A number is the item's place in the printed list.
    if let Some(item) = id
        .parse()
        .ok()
        .and_then(|number: usize| items.get(number.checked_sub(1)?))
    {
        return Ok(item);
    }
    let list = T::LIST;
    match (nearest(id, items.iter().map(Item::id)), lang) {
        (Some(meant), Lang::Zh) => bail!("没有 `{list}/{id}`，是不是 `{list}/{meant}`？"),
        (Some(meant), Lang::En) => bail!("there is no `{list}/{id}`; is `{list}/{meant}` meant?"),
        (None, Lang::Zh) => bail!("没有 `{list}/{id}`；`qingdan list {list}` 列出全部"),
        (None, Lang::En) => bail!("there is no `{list}/{id}`; `qingdan list {list}` lists them"),
    }
}

fn add(rows: &mut Labelled, lang: Lang, label: (&str, &str), said: Option<Said>) {
    let said = said.map(|said| said.within(lang).to_owned());
    rows.add(lang.pick(label.0, label.1), said.into_iter().collect());
}

fn bullets(points: &[Said], lang: Lang) -> Vec<String> {
    points
        .iter()
        .map(|point| format!("· {}", point.within(lang)))
        .collect()
}

fn titled<'a>(item: &impl Item<'a>, title: &str) -> String {
    format!("{title}  {}", item.address())
}

fn actors(ids: &[&str], lists: &Lists<'_>, lang: Lang) -> Vec<String> {
    let named = |id: &&str| actor_title(id, lists).map(|title| title.within(lang).to_owned());
    ids.iter().filter_map(named).collect()
}

fn basis(rows: &mut Labelled, basis: &[crate::list::Basis<'_>], lists: &Lists<'_>, lang: Lang) {
    let lines = bases(basis, lists)
        .iter()
        .map(|line| written::law(line, lang))
        .collect();
    rows.add(lang.pick("依据", "Basis"), lines);
}

fn responsibility(item: &Responsibility<'_>, lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    add(
        &mut rows,
        lang,
        ("责任事项", "Responsibility"),
        said(item.title),
    );
    rows.add(
        lang.pick("责任主体", "Borne by"),
        actors(&item.holders, lists, lang),
    );
    rows.add(
        lang.pick("必须做", "Must"),
        bullets(&points(&item.must), lang),
    );
    rows.add(
        lang.pick("频次", "Every"),
        vec![every(item.every, lang).to_owned()],
    );
    add(&mut rows, lang, ("期限", "By"), said(item.by));
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers.filter(|power| item.powers.contains(&power.id));
    let powers = powers.map(|power| titled(power, power.title.within(lang)));
    rows.add(lang.pick("对应权力", "Rests on"), powers.collect());
    rows.add(
        lang.pick("监督", "Watched by"),
        actors(&item.supervisors, lists, lang),
    );
    add(
        &mut rows,
        lang,
        ("不履行的后果", "If not done"),
        said(item.consequence),
    );
    basis(&mut rows, &item.basis, lists, lang);
    rows
}

fn system(system: &System<'_>, lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    add(&mut rows, lang, ("制度", "System"), said(system.title));
    add(
        &mut rows,
        lang,
        ("行使主体", "Body"),
        actor_title(system.body, lists),
    );
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers.filter(|power| system.powers.contains(&power.id));
    let powers = powers.map(|power| titled(power, power.title.within(lang)));
    rows.add(lang.pick("对应权力", "Rules"), powers.collect());
    rows.add(
        lang.pick("规定", "By these rules"),
        bullets(&points(&system.rules), lang),
    );
    rows
}

fn actor(actor: &Actor<'_>, lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    add(&mut rows, lang, ("主体", "Actor"), said(actor.title));
    let phone = |phone: Option<&str>| {
        phone
            .map(|phone| written::phone(phone, lang))
            .into_iter()
            .collect()
    };
    rows.add(lang.pick("电话", "Phone"), phone(actor.phone));
    rows.add(
        lang.pick("监督电话", "Complaints"),
        phone(actor.supervision_phone),
    );
    add(&mut rows, lang, ("地点", "Place"), said(actor.place));
    add(&mut rows, lang, ("时间", "Hours"), said(actor.hours));
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers.filter(|power| power.holders.contains(&actor.id));
    let powers = powers.map(|power| titled(power, power.title.within(lang)));
    rows.add(lang.pick("权力", "Powers"), powers.collect());
    let duties = lists.book.responsibilities().unwrap_or_default().iter();
    let duties = duties.filter(|duty| duty.holders.contains(&actor.id));
    let duties = duties.map(|duty| titled(duty, duty.title.within(lang)));
    rows.add(lang.pick("责任", "Responsibilities"), duties.collect());
    let services = lists.book.services().unwrap_or_default().iter();
    let services = services
        .filter(|service| [service.handler, service.office, service.authority].contains(&actor.id));
    let services = services.map(|service| titled(service, service.title.within(lang)));
    rows.add(lang.pick("服务", "Services"), services.collect());
    rows
}

fn law(law: &Law<'_>, lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    add(&mut rows, lang, ("名称", "Title"), said(law.title));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).into_iter().collect();
    rows.add(
        lang.pick("文号", "Number"),
        law.number.map(str::to_owned).into_iter().collect(),
    );
    rows.add(lang.pick("施行", "In force"), day(law.in_force));
    rows.add(lang.pick("修正施行", "Amended"), day(law.amended));
    rows.add(lang.pick("废止", "Repealed"), day(law.repealed));
    let next = law.replaced_by.and_then(|id| lists.registry.law(id));
    add(
        &mut rows,
        lang,
        ("替代文件", "Replaced by"),
        next.and_then(|next| said(next.title)),
    );
    let rests = |basis: &[Basis<'_>]| basis.iter().any(|basis| basis.law == law.id);
    let any_step = |steps: &[Step<'_>]| steps.iter().any(|step| rests(&step.basis));
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers.filter(|item| rests(&item.basis) || any_step(&item.steps));
    let services = lists.book.services().unwrap_or_default().iter();
    let services = services.filter(|item| rests(&item.basis) || any_step(&item.steps));
    let duties = lists.book.responsibilities().unwrap_or_default().iter();
    let duties = duties.filter(|item| rests(&item.basis));
    let quorums = lists.registry.quorums.iter();
    let quorums = quorums.filter(|quorum| rests(&quorum.basis));
    let remedies = lists.registry.remedies.iter();
    let remedies = remedies.filter(|remedy| rests(&remedy.basis));
    let body = |quorum: &Quorum<'_>| {
        let title = actor_title(quorum.body, lists);
        title.map_or_else(String::new, |title| title.within(lang).to_owned())
    };
    let cited = powers.map(|item| titled(item, item.title.within(lang)));
    let cited = cited.chain(duties.map(|item| titled(item, item.title.within(lang))));
    let cited = cited.chain(services.map(|item| titled(item, item.title.within(lang))));
    let cited = cited.chain(quorums.map(|item| titled(item, &body(item))));
    let cited = cited.chain(remedies.map(|item| titled(item, item.title.within(lang))));
    rows.add(lang.pick("引用它的事项", "Cited by"), cited.collect());
    rows
}

fn quorum(quorum: &Quorum<'_>, lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    add(
        &mut rows,
        lang,
        ("议事主体", "Body"),
        actor_title(quorum.body, lists),
    );
    add(
        &mut rows,
        lang,
        ("表决规则", "Quorum"),
        Some(quorum_in_words(quorum)),
    );
    add(&mut rows, lang, ("说明", "Note"), said(quorum.note));
    basis(&mut rows, &quorum.basis, lists, lang);
    rows
}

fn village(lists: &Lists<'_>, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    let Some(village) = lists.village() else {
        return rows;
    };
    add(&mut rows, lang, ("村", "Village"), said(village.name));
    rows.add(lang.pick("代码", "Code"), vec![village.code.to_owned()]);
    let stage = village.stage.map(|stage| stage.title(lang).to_owned());
    rows.add(lang.pick("阶段", "Stage"), stage.into_iter().collect());
    rows.add(
        lang.pick("版次", "Edition"),
        vec![village.edition.to_owned()],
    );
    let contacts = village.contacts.iter().map(|contact| {
        let title = actor_title(contact.actor, lists);
        let title = title.map_or_else(|| contact.actor.to_owned(), |t| t.within(lang).to_owned());
        format!(
            "{title}  {}",
            written::phone(contact.phone.unwrap_or_default(), lang)
        )
    });
    rows.add(lang.pick("联系方式", "Contacts"), contacts.collect());
    let deviations = village.deviations.iter().map(|deviation| {
        let reason = deviation.reason.within(lang);
        format!(
            "· {} {}{}{reason}",
            deviation.item,
            deviation.field,
            lang.pick("：", ": ")
        )
    });
    rows.add(
        lang.pick("与范本的差异", "Deviations"),
        deviations.collect(),
    );
    rows
}
