//! How many must attend and how many must agree, in whole numbers.
//!
//! A [`Share`] is a fraction of a group of people. With the number of people it becomes the
//! smallest number that is enough: counted with whole numbers, never rounded from a decimal.

pub mod written;

use serde::Serialize;

use crate::lang::Said;
use crate::list::{Item, Quorum, Share, Step, Text};
use crate::load::Lists;
use crate::procedure::{BasisLine, bases, said};
use crate::say;

/// Of what a share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// All who sit in the body, present or not.
    Members,
    /// All villagers aged 18 or over, present or not.
    Villagers,
    /// All households, each with one representative.
    Households,
    /// All registered voters.
    Voters,
    /// The ballots that were cast.
    Ballots,
    /// Those who are present.
    Present,
}

impl Base {
    /// Returns the base with this key of [`Share::OF`].
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [
            Self::Members,
            Self::Villagers,
            Self::Households,
            Self::Voters,
            Self::Ballots,
            Self::Present,
        ];
        all.into_iter()
            .zip(Share::OF)
            .find(|(_, name)| *name == key)
            .map(|(found, _)| found)
    }
}

/// The numbers of people that are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All who may take part: members, villagers aged 18 or over, registered voters.
    pub members: Option<u32>,
    /// All households.
    pub households: Option<u32>,
    /// The ballots cast.
    pub ballots: Option<u32>,
    /// Those present.
    pub present: Option<u32>,
}

impl Counts {
    fn of(self, base: Base) -> Option<u32> {
        match base {
            Base::Members | Base::Villagers | Base::Voters => self.members,
            Base::Households => self.households,
            Base::Ballots => self.ballots,
            Base::Present => self.present,
        }
    }
}

/// One quorum, with the numbers that could be reckoned.
#[derive(Debug, Clone, Serialize)]
pub struct Tally {
    /// The quorum's id.
    pub quorum: String,
    /// The powers and services of which a step is decided by it.
    pub used_by: Vec<Use>,
    /// Who must attend: any one of these is enough; none: the law sets no floor.
    pub attend: Vec<Need>,
    /// Who must agree: any one of these is enough.
    pub pass: Vec<Need>,
    /// What the numbers cannot say.
    pub note: Option<Said>,
    /// The law on which it rests.
    pub basis: Vec<BasisLine>,
}

/// An item of which a step is decided by a quorum.
#[derive(Debug, Clone, Serialize)]
pub struct Use {
    /// The address.
    pub item: String,
    /// The name.
    pub title: Said,
}

/// A share, in words and in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Need {
    /// The share in words.
    pub share: Said,
    /// The fraction, `2/3`; none where the list has none.
    pub fraction: Option<String>,
    /// True: more than the fraction; false: the fraction itself is enough.
    pub more_than: bool,
    /// Of what.
    pub of: Base,
    /// The numbers: none where a count is missing.
    pub cases: Vec<Case>,
    /// Whether as many came as the share asks for; none where it is not known how many came.
    pub met: Option<bool>,
}

/// The smallest number that is enough, of one number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Case {
    /// How many there are.
    pub total: u32,
    /// How many are enough; none: no number is, because there is nobody.
    pub least: Option<u32>,
    /// The base of the attendance from which `total` was reckoned, as the least that may come;
    /// none: the total was given.
    pub least_of: Option<Base>,
}

/// Returns the smallest number that makes up the share of `total`.
///
/// None where no number does: of nobody, more than the whole, or without a fraction.
///
/// # Example
///
/// ```
/// # use qingdan::{list::Share, quorum::least};
/// let share = |fraction, more_than| Share { fraction: Some(fraction), more_than, of: "members" };
/// assert_eq!(least(&share((2, 3), false), 31), Some(21));
/// assert_eq!(least(&share((1, 2), true), 20), Some(11));
/// assert_eq!(least(&share((1, 2), true), 0), None);
/// ```
pub fn least(share: &Share<'_>, total: u32) -> Option<u32> {
    let (part, whole) = share.fraction?;
    let (part, whole) = (u64::from(part) * u64::from(total), u64::from(whole));
    let least = if share.more_than {
        part / whole + 1
    } else {
        part.div_ceil(whole)
    };
    let least = u32::try_from(least).ok()?;
    (0 < least && least <= total).then_some(least)
}

/// Returns a quorum with the numbers that follow from the counts.
///
/// Where a share is taken of those present or of the ballots, and their number is not given, it is
/// reckoned of the least that may come.
pub fn tally(quorum: &Quorum<'_>, lists: &Lists<'_>, counts: Counts) -> Tally {
    let (attend, pass) = reckoned(quorum, counts);
    Tally {
        quorum: quorum.id.to_owned(),
        used_by: used_by(quorum.id, lists),
        attend,
        pass,
        note: said(quorum.note),
        basis: bases(&quorum.basis, lists),
    }
}

/// Returns the shares of attendance and of consent, with their numbers.
pub fn reckoned(quorum: &Quorum<'_>, counts: Counts) -> (Vec<Need>, Vec<Need>) {
    let by_ballot = quorum.pass.iter().any(|share| share.of == "ballots");
    let turnout = if by_ballot {
        counts.ballots
    } else {
        counts.present
    };
    let attend = quorum.attend.iter().filter_map(|share| {
        let of = Base::from_key(share.of)?;
        let total = counts.of(of);
        let case = total.map(|total| given(share, total));
        let enough = case.and_then(|case| case.least);
        let met = turnout
            .zip(total)
            .map(|(turnout, _)| enough.is_some_and(|enough| enough <= turnout));
        Some(need(share, of, case.into_iter().collect(), met))
    });
    let attend: Vec<Need> = attend.collect();
    let pass = quorum.pass.iter().filter_map(|share| {
        let of = Base::from_key(share.of)?;
        let cases = match counts.of(of) {
            Some(total) => vec![given(share, total)],
            None if matches!(of, Base::Present | Base::Ballots) => of_the_least(share, &attend),
            None => Vec::new(),
        };
        Some(need(share, of, cases, None))
    });
    let pass = pass.collect();
    (attend, pass)
}

fn need(share: &Share<'_>, of: Base, cases: Vec<Case>, met: Option<bool>) -> Need {
    Need {
        share: words(share),
        fraction: share
            .fraction
            .map(|(part, whole)| format!("{part}/{whole}")),
        more_than: share.more_than,
        of,
        cases,
        met,
    }
}

fn given(share: &Share<'_>, total: u32) -> Case {
    Case {
        total,
        least: least(share, total),
        least_of: None,
    }
}

/// Reckons a share of those who come, for each way in which the least may come.
fn of_the_least(share: &Share<'_>, attend: &[Need]) -> Vec<Case> {
    let ways = attend
        .iter()
        .flat_map(|need| need.cases.iter().map(|case| (need.of, case)));
    let cases = ways.filter_map(|(of, case)| {
        let total = case.least?;
        Some(Case {
            total,
            least: least(share, total),
            least_of: Some(of),
        })
    });
    cases.collect()
}

fn used_by(id: &str, lists: &Lists<'_>) -> Vec<Use> {
    let decided = |steps: &[Step<'_>]| steps.iter().any(|step| step.quorum == Some(id));
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers
        .filter(|power| decided(&power.steps))
        .filter_map(|power| usage(power.address(), power.title));
    let services = lists.book.services().unwrap_or_default().iter();
    let services = services
        .filter(|service| decided(&service.steps))
        .filter_map(|service| usage(service.address(), service.title));
    powers.chain(services).collect()
}

fn usage(item: String, title: Text<'_>) -> Option<Use> {
    let title = said(title)?;
    Some(Use { item, title })
}

/// Writes a share in words: 全体应到人员三分之二以上, at least two thirds of all members.
pub fn words(share: &Share<'_>) -> Said {
    let (part, whole) = share.fraction.unwrap_or((0, 1));
    let (zh, en) = match (part, whole) {
        (1, 2) => ("二分之一".to_owned(), "half".to_owned()),
        (2, 3) => ("三分之二".to_owned(), "two thirds".to_owned()),
        (1, 3) => ("三分之一".to_owned(), "a third".to_owned()),
        (3, 4) => ("四分之三".to_owned(), "three quarters".to_owned()),
        (4, 5) => ("五分之四".to_owned(), "four fifths".to_owned()),
        _ => (format!("{part}/{whole}"), format!("{part}/{whole}")),
    };
    let (zh, en) = match (share.more_than, share.fraction) {
        (true, Some((1, 2))) => ("过半数".to_owned(), "over half".to_owned()),
        (true, _) => (format!("超过{zh}"), format!("more than {en}")),
        (false, Some((1, 2))) => ("半数以上".to_owned(), "at least half".to_owned()),
        (false, _) => (format!("{zh}以上"), format!("at least {en}")),
    };
    match Base::from_key(share.of) {
        Some(Base::Members) => say!("全体应到人员{zh}", "{en} of all members"),
        Some(Base::Villagers) => say!(
            "18周岁以上村民{zh}",
            "{en} of the villagers aged 18 or over"
        ),
        Some(Base::Households) => say!("{zh}户的代表", "{en} of the households, one each"),
        Some(Base::Voters) => say!("登记参加选举的村民{zh}", "{en} of the registered voters"),
        Some(Base::Ballots) => say!("所投选票{zh}", "{en} of the ballots cast"),
        Some(Base::Present) | None => say!("到会人员{zh}", "{en} of those present"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(fraction: (u32, u32), more_than: bool, of: &'static str) -> Share<'static> {
        Share {
            fraction: Some(fraction),
            more_than,
            of,
        }
    }

    fn quorum(attend: Vec<Share<'static>>, pass: Share<'static>) -> Quorum<'static> {
        Quorum {
            index: 0,
            id: "it",
            body: "body",
            attend,
            pass: vec![pass],
            note: Text::default(),
            basis: Vec::new(),
        }
    }

    const TWO_THIRDS: (u32, u32) = (2, 3);
    const HALF: (u32, u32) = (1, 2);

    /// The numbers of attendance and of consent, way by way.
    fn numbers(quorum: &Quorum<'_>, counts: Counts) -> (Vec<u32>, Vec<u32>) {
        let (attend, pass) = reckoned(quorum, counts);
        let least = |needs: &[Need]| {
            let cases = needs.iter().flat_map(|need| &need.cases);
            cases.filter_map(|case| case.least).collect()
        };
        (least(&attend), least(&pass))
    }

    fn members(count: u32) -> Counts {
        Counts {
            members: Some(count),
            ..Counts::default()
        }
    }

    #[test]
    fn representatives_two_thirds_attend_and_over_half_of_those_present_agree() {
        let rule = quorum(
            vec![share(TWO_THIRDS, false, "members")],
            share(HALF, true, "present"),
        );
        assert_eq!(numbers(&rule, members(31)), (vec![21], vec![11]));
        assert_eq!(numbers(&rule, members(30)), (vec![20], vec![11]));
    }

    #[test]
    fn assembly_meets_by_villagers_or_by_households() {
        let rule = quorum(
            vec![
                share(HALF, true, "villagers"),
                share(TWO_THIRDS, false, "households"),
            ],
            share(HALF, true, "present"),
        );
        let counts = Counts {
            households: Some(231),
            ..members(640)
        };
        assert_eq!(numbers(&rule, counts), (vec![321, 154], vec![161, 78]));
        let counts = Counts {
            present: Some(200),
            ..counts
        };
        assert_eq!(numbers(&rule, counts), (vec![321, 154], vec![101]));
        let met: Vec<_> = reckoned(&rule, counts)
            .0
            .iter()
            .map(|need| need.met)
            .collect();
        assert_eq!(met, [Some(false), Some(true)]);
    }

    #[test]
    fn collective_counts_consent_over_all() {
        let all = share(TWO_THIRDS, false, "members");
        let rule = quorum(vec![all], all);
        assert_eq!(numbers(&rule, members(412)), (vec![275], vec![275]));
        let rule = quorum(Vec::new(), all);
        assert_eq!(numbers(&rule, members(25)), (vec![], vec![17]));
        let rule = quorum(vec![all], share(HALF, true, "members"));
        assert_eq!(numbers(&rule, members(5)), (vec![4], vec![3]));
    }

    #[test]
    fn branch_half_attend_and_over_half_of_all_agree() {
        let rule = quorum(
            vec![share(HALF, false, "members")],
            share(HALF, true, "members"),
        );
        assert_eq!(numbers(&rule, members(24)), (vec![12], vec![13]));
        assert_eq!(numbers(&rule, members(23)), (vec![12], vec![12]));
    }

    #[test]
    fn election_counts_ballots() {
        let ballots = |count| Counts {
            ballots: Some(count),
            ..members(900)
        };
        let valid = vec![share(HALF, true, "voters")];
        let rule = quorum(valid.clone(), share(HALF, true, "ballots"));
        assert_eq!(numbers(&rule, ballots(620)), (vec![451], vec![311]));
        assert_eq!(numbers(&rule, members(900)), (vec![451], vec![226]));
        let further = quorum(valid, share((1, 3), false, "ballots"));
        assert_eq!(numbers(&further, ballots(600)), (vec![451], vec![200]));
    }

    #[test]
    fn nobody_and_one_and_very_many() {
        assert_eq!(least(&share(TWO_THIRDS, false, "members"), 0), None);
        assert_eq!(least(&share(TWO_THIRDS, false, "members"), 1), Some(1));
        assert_eq!(least(&share(HALF, true, "members"), 1), Some(1));
        assert_eq!(least(&share((1, 1), true, "members"), 7), None);
        assert_eq!(
            least(&share(HALF, true, "members"), u32::MAX),
            Some(u32::MAX / 2 + 1)
        );
        assert_eq!(
            least(&share((u32::MAX, u32::MAX), false, "members"), u32::MAX),
            Some(u32::MAX)
        );
    }

    /// Whether `count` of `total` make up the share, by multiplying out.
    fn enough(share: &Share<'_>, count: u32, total: u32) -> bool {
        let (part, whole) = share.fraction.unwrap_or((0, 1));
        let have = u128::from(count) * u128::from(whole);
        let want = u128::from(part) * u128::from(total);
        if share.more_than {
            have > want
        } else {
            have >= want
        }
    }

    proptest! {
        #[test]
        fn the_least_is_enough_and_one_fewer_is_not(
            total in prop_oneof![0..2000_u32, any::<u32>()],
            whole in 1..1000_u32,
            part in 1..1000_u32,
            more_than: bool,
        ) {
            let share = share((part.min(whole), whole), more_than, "members");
            match least(&share, total) {
                Some(least) => {
                    prop_assert!(least <= total);
                    prop_assert!(enough(&share, least, total));
                    prop_assert!(!enough(&share, least - 1, total));
                }
                None => prop_assert!(total == 0 || !enough(&share, total, total)),
            }
        }

        #[test]
        fn more_people_never_need_fewer(total in 1..u32::MAX, whole in 2..50_u32, more_than: bool) {
            let share = share((whole - 1, whole), more_than, "members");
            prop_assert!(least(&share, total) <= least(&share, total + 1));
        }
    }
}
