//! Writing a quorum: in words, and in the numbers that are known.

use super::{Base, Case, Counts, Need, Tally};
use crate::lang::Lang;
use crate::procedure::written::law;
use crate::table::Labelled;

/// Returns the labels and texts of one quorum.
pub fn labelled(tally: &Tally, counts: Counts, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    let mut add = |zh: &str, en: &str, points: Vec<String>| rows.add(lang.pick(zh, en), points);
    add("规则", "Quorum", vec![format!("quorum/{}", tally.quorum)]);
    let by_ballot = tally.pass.iter().any(|need| need.of == Base::Ballots);
    let (zh, en) = if by_ballot {
        ("投票", "Vote")
    } else {
        ("到会", "Attend")
    };
    add(zh, en, attendance(tally, counts, lang));
    add("通过", "Pass", consent(tally, counts, lang));
    add(
        "注意",
        "Note",
        tally
            .note
            .iter()
            .map(|note| note.within(lang).to_owned())
            .collect(),
    );
    let titles: Vec<&str> = tally
        .used_by
        .iter()
        .map(|item| item.title.within(lang))
        .collect();
    if !titles.is_empty() {
        add("用于", "Used for", vec![titles.join(lang.pick("；", "; "))]);
    }
    add(
        "依据",
        "Basis",
        tally.basis.iter().map(|basis| law(basis, lang)).collect(),
    );
    rows
}

fn attendance(tally: &Tally, counts: Counts, lang: Lang) -> Vec<String> {
    if tally.attend.is_empty() {
        let none = lang.pick("没有规定到会的比例", "no share of attendance is set");
        return vec![none.to_owned()];
    }
    let mut lines: Vec<String> = tally.attend.iter().map(|need| come(need, lang)).collect();
    if lines.len() > 1 {
        lines = std::iter::once(one_is_enough(lang))
            .chain(lines.iter().map(|line| format!("· {line}")))
            .collect();
    }
    lines.extend(enough_came(tally, counts, lang));
    lines
}

fn one_is_enough(lang: Lang) -> String {
    let one = lang.pick("以下达到其中一种即可：", "one of these is enough:");
    one.to_owned()
}

/// Writes one way of attending.
fn come(need: &Need, lang: Lang) -> String {
    let share = need.share.within(lang);
    let verb = if need.of == Base::Voters {
        "投票"
    } else {
        "到会"
    };
    let Some(case) = need.cases.first() else {
        let flag = match need.of {
            Base::Households => lang.pick(
                "（几户？加 `--households 户数`）",
                " (how many? add `--households N`)",
            ),
            _ => "",
        };
        return format!("{share}{}{flag}", lang.pick(verb, ""));
    };
    let total = case.total;
    match (case.least, lang) {
        (None, Lang::Zh) => format!("{share}{verb}：共{total}{}，开不成会", unit(need.of)),
        (None, Lang::En) => format!("{share}: with {total} in all, nobody can meet"),
        (Some(least), Lang::Zh) => {
            let unit = unit(need.of);
            format!("{share}{verb}：共{total}{unit}，至少{least}{unit}")
        }
        (Some(least), Lang::En) => format!("{share}: {least} of {total}"),
    }
}

fn unit(base: Base) -> &'static str {
    match base {
        Base::Households => "户",
        Base::Ballots => "票",
        _ => "人",
    }
}

/// Writes whether those who came are enough, where that is known.
fn enough_came(tally: &Tally, counts: Counts, lang: Lang) -> Option<String> {
    let by_ballot = tally.pass.iter().any(|need| need.of == Base::Ballots);
    let came = if by_ballot {
        counts.ballots?
    } else {
        counts.present?
    };
    let known: Vec<bool> = tally.attend.iter().filter_map(|need| need.met).collect();
    let all_known = known.len() == tally.attend.len();
    let noun = match (by_ballot, lang) {
        (true, Lang::Zh) => format!("收回{came}张选票"),
        (true, Lang::En) => format!("{came} ballots"),
        (false, Lang::Zh) => format!("到会{came}人"),
        (false, Lang::En) => format!("{came} present"),
    };
    if known.contains(&true) {
        let other = tally.attend.iter().find(|need| need.of != Base::Households);
        let of_others = other.map(|need| need.met);
        return Some(match (of_others, lang) {
            (None | Some(Some(true)), Lang::Zh) => format!("{noun}：够了"),
            (None | Some(Some(true)), Lang::En) => format!("{noun}: enough"),
            (Some(Some(false)), Lang::Zh) => {
                format!("{noun}：按一户一名代表算，够了；按村民人数算，不够")
            }
            (Some(Some(false)), Lang::En) => {
                format!("{noun}: enough if each stands for another household, NOT otherwise")
            }
            (Some(None), Lang::Zh) => format!("{noun}：按一户一名代表算，够了"),
            (Some(None), Lang::En) => {
                format!("{noun}: enough if each stands for another household")
            }
        });
    }
    (all_known && !known.is_empty()).then(|| match (by_ballot, lang) {
        (true, Lang::Zh) => format!("{noun}：不够，选举（罢免）无效"),
        (true, Lang::En) => format!("{noun}: NOT enough, the vote is not valid"),
        (false, Lang::Zh) => format!("{noun}：不够，不能表决"),
        (false, Lang::En) => format!("{noun}: NOT enough, no vote can be taken"),
    })
}

fn consent(tally: &Tally, counts: Counts, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if tally.pass.len() > 1 {
        lines.push(one_is_enough(lang));
    }
    for need in &tally.pass {
        let share = need.share.within(lang);
        let head = match (of_all(need.of), need.of, lang) {
            (true, _, Lang::Zh) => format!("{share}同意（按全体计，不论是否到会）"),
            (true, _, Lang::En) => format!("{share}, present or not (ALL count)"),
            (_, Base::Ballots, Lang::Zh) => format!("{share}赞成（只计所投的票）"),
            (_, Base::Ballots, Lang::En) => format!("{share} (ONLY ballots cast count)"),
            (_, _, Lang::Zh) => format!("{share}同意（只计到会的人）"),
            (_, _, Lang::En) => format!("{share} (ONLY those present count)"),
        };
        lines.push(head);
        lines.extend(need.cases.iter().map(|case| votes(need, case, lang)));
        if of_all(need.of) {
            lines.extend(
                need.cases
                    .first()
                    .and_then(|case| who_must_come(tally, case, counts, lang)),
            );
        }
    }
    lines
}

fn of_all(base: Base) -> bool {
    !matches!(base, Base::Present | Base::Ballots)
}

/// Writes how many votes pass, of one number of people.
fn votes(need: &Need, case: &Case, lang: Lang) -> String {
    let total = case.total;
    let of = match (need.of, case.least_of, lang) {
        (Base::Ballots, None, Lang::Zh) => format!("所投{total}票"),
        (Base::Ballots, Some(_), Lang::Zh) => format!("只投{total}票的"),
        (Base::Ballots, None, Lang::En) => format!("of {total} ballots"),
        (Base::Ballots, Some(_), Lang::En) => format!("of only {total} ballots"),
        (Base::Present, None, Lang::Zh) => format!("到会{total}人的"),
        (Base::Present, Some(Base::Households), Lang::Zh) => format!("只到{total}户代表的"),
        (Base::Present, Some(_), Lang::Zh) => format!("只到{total}人的"),
        (Base::Present, None, Lang::En) => format!("with {total} present"),
        (Base::Present, Some(Base::Households), Lang::En) => {
            format!("with only {total} households present")
        }
        (Base::Present, Some(_), Lang::En) => format!("with only {total} present"),
        (_, _, Lang::Zh) => format!("共{total}{}", unit(need.of)),
        (_, _, Lang::En) => format!("of all {total}"),
    };
    match (case.least, lang) {
        (None, Lang::Zh) => format!("· {of}，通不过"),
        (None, Lang::En) => format!("· {of}, nothing can pass"),
        (Some(least), Lang::Zh) => format!("· {of}，至少{least}票"),
        (Some(1), Lang::En) => format!("· {of}, 1 yes vote"),
        (Some(least), Lang::En) => format!("· {of}, {least} yes votes"),
    }
}

/// Where consent is counted over all, writes how many must come for it.
fn who_must_come(tally: &Tally, case: &Case, counts: Counts, lang: Lang) -> Option<String> {
    let votes = case.least?;
    if let Some(present) = counts.present {
        return match (present.cmp(&votes), lang) {
            (std::cmp::Ordering::Less, Lang::Zh) => {
                Some(format!("· 到会{present}人，全部同意也通不过"))
            }
            (std::cmp::Ordering::Less, Lang::En) => Some(format!(
                "· with {present} present nothing can pass, even if all agree"
            )),
            (std::cmp::Ordering::Equal, Lang::Zh) => {
                Some(format!("· 到会{present}人，必须全部同意"))
            }
            (std::cmp::Ordering::Equal, Lang::En) => {
                Some(format!("· with {present} present all must agree"))
            }
            (std::cmp::Ordering::Greater, _) => None,
        };
    }
    let least = tally.attend.first()?.cases.first()?.least?;
    match (least.cmp(&votes), lang) {
        (std::cmp::Ordering::Less, Lang::Zh) => Some(format!(
            "· {least}人到会就能开会，但要有{votes}人到会才可能通过"
        )),
        (std::cmp::Ordering::Less, Lang::En) => Some(format!(
            "· {least} may meet, but nothing can pass unless {votes} come"
        )),
        (std::cmp::Ordering::Equal, Lang::Zh) => Some(format!("· 只到{least}人的，必须全部同意")),
        (std::cmp::Ordering::Equal, Lang::En) => {
            Some(format!("· with only {least} present all must agree"))
        }
        (std::cmp::Ordering::Greater, _) => None,
    }
}
