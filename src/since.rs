//! What an edit brought: the findings of a report that an older one does not have.

use std::collections::HashMap;

use crate::finding::Level;
use crate::report::{Occurrence, Old, Report};

/// Takes out of a report what an older report of the same lists found already.
///
/// Findings are the same where rule, file and value are, wherever the value stands and however the
/// message is worded; as many are taken out as there were. One that has become graver, such as a
/// gap in a draft that is published now, is new.
pub fn strip(report: &mut Report, older: &Report) {
    let mut known: HashMap<String, Vec<Level>> = HashMap::new();
    for occurrence in &older.occurrences {
        let levels = known.entry(older.fingerprint(occurrence)).or_default();
        levels.push(occurrence.level);
    }
    let mut old = Old::default();
    let (was_there, new): (Vec<Occurrence>, Vec<Occurrence>) =
        std::mem::take(&mut report.occurrences)
            .into_iter()
            .partition(|occurrence| {
                let fingerprint = report.fingerprint(occurrence);
                known
                    .get_mut(&fingerprint)
                    .is_some_and(|levels| take(levels, occurrence.level))
            });
    for occurrence in &was_there {
        *old.twins.entry(report.fingerprint(occurrence)).or_default() += 1;
    }
    old.count = was_there.len();
    report.occurrences = new;
    report.old = Some(old);
}

/// Takes out a finding of this level, else one that was graver.
fn take(levels: &mut Vec<Level>, level: Level) -> bool {
    let same = levels.iter().position(|was| *was == level);
    let graver = || levels.iter().position(|was| *was < level);
    match same.or_else(graver) {
        Some(at) => {
            levels.remove(at);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_old_finding_covers_one_that_is_no_graver() {
        let mut levels = vec![Level::Warning, Level::Error];
        assert!(take(&mut levels, Level::Note));
        assert_eq!(levels, [Level::Error]);
        assert!(take(&mut levels, Level::Error));
        assert!(!take(&mut levels, Level::Error));
        assert!(!take(&mut vec![Level::Note], Level::Error));
    }
}
